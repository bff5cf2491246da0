# Sourced by the scripts that play a person's work in a folder of their own: nothing of the user's
# configuration counts, and nothing is written to it. $folder must be there.

# shellcheck disable=SC2046,SC2154 # These are names without spaces; the caller sets the folder.
unset $(git rev-parse --local-env-vars) GIT_MIGRATE_DATABASE DATABASE_URL
export HOME="$folder/home"
export XDG_CONFIG_HOME="$HOME/.config"
export GIT_CONFIG_GLOBAL="$HOME/.gitconfig"
export GIT_CONFIG_NOSYSTEM=1
mkdir "$HOME" "$folder/shop"
git config --global user.name Ada
git config --global user.email ada@example.com
git config --global init.defaultBranch main
git config --global core.autocrlf false
