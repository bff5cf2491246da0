# Completion of `git migrate` for bash, on top of git's own completion.
#
# `make install` puts this file where the bash-completion package looks for `git-migrate`; git's
# completion asks for it at the first `git migrate <TAB>`. Without that package, source this file
# after git's git-completion.bash.

_git_migrate () {
	local subcommands='blame check current diff downgrade drop ensure gc hook init log prepare rebase
		release sql squash stamp status sync trust upgrade version'
	local subcommand="$(__git_find_on_cmdline "$subcommands")"

	case "$subcommand,$cur" in
	,--*)	__gitcomp '--color= --help --project= --version' ;;
	,*)	__gitcomp "$subcommands" ;;
	*,--*=*)	__git_migrate_values ;;
	*,--*)	__git_migrate_options "$subcommand" ;;
	*)	__git_migrate_words "$subcommand" ;;
	esac
}

# The values of the options that have a known set.
__git_migrate_values () {
	case "$cur" in
	--allow=*)	__gitcomp 'all cast-values changes-rows: drop-column drop-table fails-on-rows:' '' "${cur#*=}" ;;
	--color=*)	__gitcomp 'always auto never' '' "${cur#*=}" ;;
	--dialect=*)	__gitcomp 'postgresql sqlite' '' "${cur#*=}" ;;
	--format=*)	__gitcomp 'github gitlab json porcelain sarif text' '' "${cur#*=}" ;;
	--provider=*)	__gitcomp 'command django sql sqlalchemy' '' "${cur#*=}" ;;
	esac
}

__git_migrate_options () {
	local options

	case "$1" in
	blame)	options='--json --project=' ;;
	check)	options='--all --format= --json --porcelain --project= --quiet --staged --trust' ;;
	current)	options='--database= --project= --versions=' ;;
	diff)	options='--column-order --exit-code --json --no-run --project= --sql --staged --stat --trust' ;;
	downgrade|upgrade)	options='--database= --dry-run --lock-retries= --lock-timeout= --project= --versions=' ;;
	drop)	options='--database= --project= --yes' ;;
	ensure)	options='--database= --lock-retries= --lock-timeout= --project= --versions=' ;;
	hook)	options='--post-checkout' ;;
	init)	options='--command= --dialect= --dry-run --models= --no-hooks --project= --provider=' ;;
	log)	options='--json --patch --project= --versions=' ;;
	prepare)	options='--all --allow= --amend --default= --dry-run --message= --no-renames --project= --rename= --replan --using=' ;;
	rebase)	options='--dry-run --project=' ;;
	release)	options='--all --dry-run --message= --no-sign --project= --sign' ;;
	sql)	options='--dialect= --plain --project= --versions=' ;;
	squash)	options='--dry-run --message= --onto= --project=' ;;
	stamp)	options='--database= --force --project= --versions=' ;;
	status)	options='--all --database= --project= --versions=' ;;
	sync)	options='--database= --dry-run --lock-retries= --lock-timeout= --project= --versions= --yes' ;;
	trust)	options='--project=' ;;
	version)	options='--build-info' ;;
	esac
	__gitcomp "$options --color= --help"
}

# What a subcommand takes beside options.
__git_migrate_words () {
	case "$1,$cur" in
	check,*|diff,*|rebase,*)	__git_complete_refs ;;
	downgrade,*)	__gitcomp_nl $'-1\nbase\n'"$(__git_migrate_revisions)" ;;
	hook,*)	__git_migrate_hook ;;
	prepare,*|release,*)	__gitcomp_direct "$(__git_tags '' "$cur" ' ')" ;;
	sql,*..*)	__gitcomp_nl "$(__git_migrate_revisions)" "${cur%%..*}.." "${cur#*..}" ;;
	sql,*)	__gitcomp_nl $'base\n'"$(__git_migrate_revisions)" '' "$cur" '..' ;;
	stamp,*)	__gitcomp_nl $'base\nhead\n'"$(__git_migrate_revisions)" ;;
	upgrade,*)	__gitcomp_nl $'+1\nhead\n'"$(__git_migrate_revisions)" ;;
	esac
}

__git_migrate_hook () {
	local verbs='install run uninstall'

	case "$(__git_find_on_cmdline "$verbs")" in
	'')	__gitcomp "$verbs" ;;
	run)	__gitcomp 'post-checkout pre-commit pre-merge-commit' ;;
	esac
}

# The ids of the revisions in the working tree.
__git_migrate_revisions () {
	local top="$(__git rev-parse --show-toplevel)"
	local versions="$(__git config --file "${top:-.}/.gitmigrate" migrate.versions)"

	sed -n 's/^-- Revision: //p' "${top:-.}/${versions:-migrations/versions}"/*.sql 2>/dev/null
}

# For `git-migrate` as one word, which may be completed before anything of git's was.
if ! declare -F __git_complete >/dev/null && declare -F _completion_loader >/dev/null
then
	_completion_loader git
fi
if declare -F __git_complete >/dev/null
then
	__git_complete git-migrate _git_migrate
fi
