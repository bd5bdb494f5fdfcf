#include "support/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace driehoek::test {
namespace {

constexpr absl::string_view kMissing =
    "PostgreSQL is missing: install it with 'apt-get install postgresql' (Debian's package "
    "postgresql-15 has /usr/lib/postgresql/15/bin); these tests do not pass without it";

// The folder with initdb and postgres, of the newest version from 15 on; empty when there is none.
std::string FindBinaries() {
  for (int version = 30; version >= 15; --version) {
    std::string folder = absl::StrCat("/usr/lib/postgresql/", version, "/bin");
    if (access(absl::StrCat(folder, "/initdb").c_str(), X_OK) == 0) return folder;
  }
  return "";
}

// Starts a program with its output in `log`, as user postgres when we are root (initdb refuses
// root). It dies with us. Returns its process id.
pid_t Launch(const std::vector<std::string>& arguments, const std::string& log) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const passwd* const user = getuid() == 0 ? getpwnam("postgres") : nullptr;
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (user != nullptr && (initgroups(user->pw_name, user->pw_gid) != 0 ||
                          setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) {
    _exit(126);
  }
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (getppid() != parent) _exit(126);  // gone before the line above
  execv(argv[0], argv.data());
  _exit(127);
}

}  // namespace

PostgresServer& PostgresServer::Get() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() : binaries_(FindBinaries()) {
  if (binaries_.empty()) {
    problem_ = std::string(kMissing);
    return;
  }
  const passwd* const user = getuid() == 0 ? getpwnam("postgres") : nullptr;
  if (getuid() == 0 &&
      (user == nullptr || chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0)) {
    problem_ = "the user postgres is missing: install the package postgresql-15 again";
    return;
  }
  int status = 0;
  const pid_t initdb =
      Launch({binaries_ + "/initdb", "-D", folder_.path() + "/data", "-U", "driehoek",
              "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"},
             folder_.path() + ".initdb.log");
  waitpid(initdb, &status, 0);
  std::filesystem::rename(folder_.path() + ".initdb.log", folder_.path() + "/initdb.log");
  problem_ = status == 0 ? Start() : absl::StrCat("initdb failed with status ", status);
}

PostgresServer::~PostgresServer() { Stop(); }

std::string PostgresServer::Url() const {
  return absl::StrCat("postgres:///postgres?host=", folder_.path(), "&user=driehoek");
}

std::string PostgresServer::Start() {
  server_ = Launch({binaries_ + "/postgres", "-D", folder_.path() + "/data", "-k", folder_.path(),
                    "-c", "listen_addresses=", "-F", "-c", "max_connections=200"},
                   folder_.path() + ".log");
  return WaitUntilReady();
}

void PostgresServer::Stop() {
  std::error_code ignored;
  if (server_ > 0) {
    kill(server_, SIGQUIT);
    waitpid(server_, nullptr, 0);
    server_ = 0;
  }
  std::filesystem::remove(folder_.path() + ".log", ignored);
}

void PostgresServer::Restart() {
  Stop();
  problem_ = Start();
}

std::string PostgresServer::WaitUntilReady() const {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (PQping(Url().c_str()) != PQPING_OK) {
    if (waitpid(server_, nullptr, WNOHANG) == server_) return "the PostgreSQL server ended at once";
    if (std::chrono::steady_clock::now() > give_up) return "the PostgreSQL server does not answer";
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return "";
}

}  // namespace driehoek::test
