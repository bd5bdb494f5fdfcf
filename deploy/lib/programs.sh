# Starting, waiting for and stopping the programs of one data folder. Process ids are kept in DATA/run/NAME.pid together with
# the time the process began, so that an id that was given to another process is never signalled.

process_began() { awk '{ sub(/^.*\) /, ""); print $20 }' "/proc/$1/stat" 2>/dev/null; }

# start_program DATA NAME COMMAND...
start_program() {
  local data=$1 name=$2; shift 2
  "$@" >>"$data/log/$name.log" 2>&1 </dev/null &
  local pid=$!
  disown "$pid"
  echo "$pid $(process_began "$pid")" >"$data/run/$name.pid"
}

is_running() {
  local pid began
  read -r pid began <"$1" 2>/dev/null || return 1
  [ -n "$began" ] && [ "$(process_began "$pid")" = "$began" ]
}

# wait_for DATA NAME URL: until the address answers with success, at most 60 seconds.
wait_for() {
  local data=$1 name=$2 url=$3
  for _ in $(seq 300); do
    if curl -fsS -o /dev/null --max-time 2 "$url" 2>/dev/null; then return 0; fi
    if ! is_running "$data/run/$name.pid"; then
      tail -n 30 "$data/log/$name.log" >&2
      die "$name stopped at once; its log is $data/log/$name.log"
    fi
    sleep 0.2
  done
  tail -n 30 "$data/log/$name.log" >&2
  die "$name does not answer at $url; its log is $data/log/$name.log"
}

# stop_programs DATA: asks each to stop, the edge first; ends it after 20 seconds.
stop_programs() {
  local data=$1 name file pid
  for name in driehoek-lti driehoekd practice-lms mail-catcher; do
    file=$data/run/$name.pid
    [ -f "$file" ] || continue
    if is_running "$file"; then
      read -r pid _ <"$file"
      kill -TERM "$pid" 2>/dev/null || true
      for _ in $(seq 100); do is_running "$file" || break; sleep 0.2; done
      if is_running "$file"; then note "$name did not stop in 20 s: ended"; kill -KILL "$pid" 2>/dev/null || true; fi
    fi
    rm -f "$file"
  done
}

# port_is_free HOST:PORT
port_is_free() { ! (exec 3<>"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null; }
