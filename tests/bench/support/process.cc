#include "bench/support/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"

namespace driehoek::bench {
namespace {

std::string Content(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

pid_t Start(const std::vector<std::string>& command, const std::string& log) {
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) Fail("no process could be started");
  if (child != 0) return child;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(126);
  execvp(argv[0], argv.data());
  _exit(127);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, std::string log)
    : pid_(Start(command, log)), log_(std::move(log)) {}

Process::~Process() {
  kill(pid_, SIGTERM);
  for (int i = 0; i < 2000; ++i) {
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) return;
    absl::SleepFor(absl::Milliseconds(10));
  }
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

std::string Process::WaitForLine(const std::string& text, absl::Duration longest) const {
  const absl::Time give_up = absl::Now() + longest;
  for (;;) {
    std::istringstream lines(Content(log_));
    for (std::string line; std::getline(lines, line);) {
      if (!lines.eof() && line.find(text) != std::string::npos) return line;
    }
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        info.si_pid == pid_) {
      Fail(absl::StrCat("a program stopped at once; it said:\n", Content(log_)));
    }
    if (absl::Now() > give_up)
      Fail(absl::StrCat("waited in vain for ", text, " in:\n", Content(log_)));
    absl::SleepFor(absl::Milliseconds(1));
  }
}

double Process::CpuSeconds() const {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    Fail("the processor time of a program cannot be read");
  }
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double Process::ResidentMegabytes() const {
  std::ifstream in(absl::StrCat("/proc/", pid_, "/statm"));
  double pages_in_all = 0;
  double resident_pages = 0;
  if (!(in >> pages_in_all >> resident_pages)) Fail("the memory of a program cannot be read");
  return resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

std::string Process::Run(const std::vector<std::string>& command) {
  char log[] = "/tmp/driehoek-bench-XXXXXX";
  const int fd = mkstemp(log);
  if (fd < 0) Fail("no temporary file could be made");
  close(fd);
  int status = 0;
  waitpid(Start(command, log), &status, 0);
  std::string said = Content(log);
  unlink(log);
  if (status != 0) Fail(absl::StrCat(absl::StrJoin(command, " "), " failed and said:\n", said));
  return said;
}

int NumberIn(const std::string& line, const std::string& key) {
  const std::string mark = absl::StrCat("\"", key, "\":");
  const std::size_t at = line.find(mark);
  int number = 0;
  const std::size_t begin = at + mark.size();
  if (at == std::string::npos ||
      !absl::SimpleAtoi(line.substr(begin, line.find_first_not_of("0123456789", begin) - begin),
                        &number)) {
    Fail(absl::StrCat("no number ", key, " in: ", line));
  }
  return number;
}

}  // namespace driehoek::bench
