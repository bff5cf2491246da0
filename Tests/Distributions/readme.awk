# Prints the example of the README's part "How it goes" as a script for bash, which ends with an error
# where its last answer is another than the README's.

/^## / { inside = $0 == "## How it goes" }
!inside { next }
/^```[a-z]+ file=/ {
  if (command != "") print command
  command = ""
  sub(/.*file=/, "")
  print "cat >" $0 " <<'end of file'"
  kind = "file"
  next
}
/^```console/ { kind = "console"; next }
/^```/ { if (kind == "file") print "end of file"; kind = ""; next }
kind == "file" { print }
kind == "console" && /^[$] / {
  if (command != "") print command
  command = substr($0, 3)
  next
}
kind == "console" { answer = $0 }

END {
  print "answer=$(" command ") && printf '%s\\n' \"$answer\" && test \"$answer\" = '" answer "'"
}
