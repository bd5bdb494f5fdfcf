#include "notify/mail_catcher.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <regex>

extern char** environ;

namespace driehoek::test {
namespace {

constexpr int kStartMillis = 20000;

// The one line that it prints when it is ready; what came until then when it does not come.
std::string ReadyLine(int output) {
  std::string line;
  pollfd waiting{.fd = output, .events = POLLIN, .revents = 0};
  while (line.find('\n') == std::string::npos && poll(&waiting, 1, kStartMillis) == 1) {
    char buffer[256];
    const ssize_t count = read(output, buffer, sizeof(buffer));
    if (count <= 0) break;
    line.append(buffer, static_cast<std::size_t>(count));
  }
  return line;
}

std::size_t Append(char* data, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(data, size * count);
  return size * count;
}

}  // namespace

MailCatcher::MailCatcher() {
  const char* source = std::getenv("DRIEHOEK_SOURCE");
  std::string program =
      std::string(source == nullptr ? "." : source) + "/deploy/demo/bin/mail-catcher";
  if (access(program.c_str(), X_OK) != 0) {
    problem_ = "the mail catcher is missing at " + program + ": set DRIEHOEK_SOURCE to the project";
    return;
  }
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) {
    problem_ = "no pipe for the mail catcher";
    return;
  }
  output_ = pipe_ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  std::string words[] = {program, "--smtp", "127.0.0.1:0", "--http", "127.0.0.1:0"};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data(),
                       words[3].data(), words[4].data(), nullptr};
  if (posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments, environ) != 0) pid_ = -1;
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  const std::string line = ReadyLine(output_);
  std::smatch ports;
  static const std::regex kReady(R"(http://[^:]+:(\d+) smtp://[^:]+:(\d+))");
  if (!std::regex_search(line, ports, kReady)) {
    problem_ =
        "the mail catcher did not start: run 'npm ci' in deploy/demo (its error stands above)";
    return;
  }
  http_port_ = std::stoi(ports[1]);
  smtp_port_ = std::stoi(ports[2]);
}

MailCatcher::~MailCatcher() {
  if (pid_ > 0) {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  if (output_ >= 0) close(output_);
}

std::string MailCatcher::Get(const std::string& path) const {
  std::string body;
  CURL* curl = curl_easy_init();
  const std::string url = "http://127.0.0.1:" + std::to_string(http_port_) + path;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return body;
}

}  // namespace driehoek::test
