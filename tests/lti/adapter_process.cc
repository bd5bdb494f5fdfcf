#include "lti/adapter_process.h"

#include <gtest/gtest.h>

#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "support/child_process.h"

namespace driehoek::lti::test {

void AdapterProcess::Start() {
  const std::string log = absl::StrCat(options_.data, "/", options_.name, ".log");
  std::vector<std::string> words{driehoek::test::ProgramPath("driehoek-lti"),
                                 "--data",
                                 options_.data,
                                 "--listen",
                                 "127.0.0.1:0",
                                 "--service",
                                 options_.service,
                                 "--web-root",
                                 options_.data,
                                 "--call-token-key-file",
                                 options_.data + "/call_token.key",
                                 "--secret-file",
                                 options_.data + "/lti.secret",
                                 "--allow-loopback-platforms",
                                 "true"};
  if (!options_.database.empty()) words.insert(words.end(), {"--database", options_.database});
  pid_ = driehoek::test::StartProgram(words, log + ".out", log);
  static const std::regex kReady("\"ready\".*\"port\":\\s*([0-9]+)");
  const auto port = driehoek::test::AwaitReady(pid_, log, kReady, absl::Seconds(60));
  ASSERT_TRUE(port.ok()) << port.status();
  port_ = std::stoi(*port);
}

void AdapterProcess::Kill() { driehoek::test::KillProgram(pid_); }

}  // namespace driehoek::lti::test
