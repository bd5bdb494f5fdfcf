// The settings that are shipped as an example are settings that the programs take.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "config.h"
#include "server/config.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

std::string Example(const std::string& file) {
  const char* const source = std::getenv("DRIEHOEK_SOURCE");
  return std::string(source == nullptr ? "." : source) + "/deploy/config/" + file;
}

TEST(ConfigExampleTest, GivenTheShippedExamples_WhenRead_ThenEveryKeyIsKnown) {
  const auto service = server::ReadConfig({"--config", Example("driehoekd.toml")}, {});
  ASSERT_THAT(service, IsOk());
  EXPECT_EQ(service->data, "/var/lib/driehoek");

  const auto adapter = lti::ReadConfig({"--config", Example("driehoek-lti.toml")}, {});
  ASSERT_THAT(adapter, IsOk());
  EXPECT_EQ(adapter->public_url, "https://driehoek.school.example");
  EXPECT_TRUE(adapter->server.behind_proxy);
  EXPECT_FALSE(adapter->allow_loopback_platforms);
}

}  // namespace
}  // namespace driehoek::test
