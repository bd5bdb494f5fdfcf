// The demo's mail catcher as a child process: a real SMTP server on a free port, whose mails a test
// can read.
#pragma once

#include <sys/types.h>

#include <string>

namespace driehoek::test {

class MailCatcher {
 public:
  MailCatcher();
  ~MailCatcher();
  MailCatcher(const MailCatcher&) = delete;
  MailCatcher& operator=(const MailCatcher&) = delete;

  // Why it does not run, in a sentence that says what to do; empty when it runs.
  const std::string& problem() const { return problem_; }
  int smtp_port() const { return smtp_port_; }
  // The answer of its API as JSON: "/api/messages?to=a@x.nl", "/api/messages/1".
  std::string Get(const std::string& path) const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  int smtp_port_ = 0;
  int http_port_ = 0;
  std::string problem_;
};

}  // namespace driehoek::test
