// A mail server that answers as a test tells it to, for what a well-behaved one never says.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>

namespace driehoek::test {

class ScriptedSmtp {
 public:
  // Answers RCPT with `receiver_answer` and everything else as it should be.
  explicit ScriptedSmtp(std::string receiver_answer)
      : receiver_answer_(std::move(receiver_answer)), socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address));
    listen(socket_, 4);
    socklen_t size = sizeof(address);
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~ScriptedSmtp() {
    shutdown(socket_, SHUT_RDWR);
    thread_.join();
    close(socket_);
  }
  ScriptedSmtp(const ScriptedSmtp&) = delete;
  ScriptedSmtp& operator=(const ScriptedSmtp&) = delete;
  int port() const { return port_; }

 private:
  void Serve() {
    for (int client = accept(socket_, nullptr, nullptr); client >= 0;
         client = accept(socket_, nullptr, nullptr)) {
      Talk(client);
      close(client);
    }
  }
  static void Say(int client, const std::string& line) {
    const std::string text = line + "\r\n";
    (void)!write(client, text.data(), text.size());
  }
  void Talk(int client) const {
    Say(client, "220 scripted");
    std::string line;
    char c = 0;
    while (read(client, &c, 1) == 1) {
      if (c != '\n') {
        line.push_back(c);
        continue;
      }
      if (line.rfind("QUIT", 0) == 0) return;
      Say(client, line.rfind("RCPT", 0) == 0 ? receiver_answer_ : "250 fine");
      line.clear();
    }
  }

  const std::string receiver_answer_;
  const int socket_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace driehoek::test
