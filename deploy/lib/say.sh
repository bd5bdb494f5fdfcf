# How the scripts speak: one line per step, on standard output; errors say what to do.
say() { printf '\033[1m▸ %s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }
die() { printf '\033[1;31m✗ %s\033[0m\n' "$*" >&2; exit 1; }
# Runs a step with its output in a log file; shows the tail of it when the step fails.
step() {
  local text=$1 log=$2 began=$SECONDS; shift 2
  say "$text"
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    die "$text: this did not work; the whole output is in $log"
  fi
  note "done in $((SECONDS - began)) s"
}

# Compiled once, used by every clone on this machine: paths below the project count as relative.
export CCACHE_BASEDIR=${root:-$PWD} CCACHE_NOHASHDIR=1
