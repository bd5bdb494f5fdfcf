#include "shared/config/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "shared/base/errors.h"
#include "support/temp_folder.h"

namespace driehoek::config {
namespace {

constexpr Key kKeys[] = {
    {"grpc_listen", "127.0.0.1:9090", "Where to listen."},
    {"max_connections", "2000", "Most connections."},
};

class SettingsTest : public testing::Test {
 protected:
  std::string File(const std::string& text) {
    const std::string path = folder_.path() + "/settings.toml";
    std::ofstream(path) << text;
    return path;
  }

 private:
  test::TempFolder folder_;
};

TEST_F(SettingsTest, GivenAllThreePlaces_WhenRead_ThenLaterOnesWin) {
  const std::string file = File("grpc_listen = \"a:1\"\nmax_connections = 7\n");

  const auto settings = Settings::Read(kKeys, "DRIEHOEK", {"--config", file, "--grpc-listen=c:3"},
                                       {"DRIEHOEK_GRPC_LISTEN=b:2", "PATH=/bin"});

  ASSERT_TRUE(settings.ok()) << settings.status();
  EXPECT_EQ(settings->Text("grpc_listen"), "c:3");
  EXPECT_EQ(*settings->Int("max_connections", 1, 10000), 7);
}

TEST_F(SettingsTest, GivenUnknownKeyAnywhere_WhenRead_ThenRefusedByName) {
  const std::string file = File("grpc_listn = \"a:1\"\n");
  for (const auto& status :
       {Settings::Read(kKeys, "DRIEHOEK", {"--config", file}, {}).status(),
        Settings::Read(kKeys, "DRIEHOEK", {"--grpc-listn", "x"}, {}).status(),
        Settings::Read(kKeys, "DRIEHOEK", {}, {"DRIEHOEK_GRPC_LISTN=x"}).status()}) {
    EXPECT_EQ(ReasonOf(status), "UNKNOWN_SETTING");
  }
}

TEST_F(SettingsTest, GivenBadValues_WhenRead_ThenReasonSaysSo) {
  EXPECT_EQ(ReasonOf(Settings::Read(kKeys, "DRIEHOEK", {"--grpc-listen"}, {}).status()),
            "SETTING_WITHOUT_VALUE");
  EXPECT_EQ(ReasonOf(Settings::Read(kKeys, "DRIEHOEK", {"--config", "/none/x.toml"}, {}).status()),
            "CONFIG_UNREADABLE");
  EXPECT_EQ(ReasonOf(Settings::Read(kKeys, "DRIEHOEK", {"--config", File("= 3")}, {}).status()),
            "CONFIG_MALFORMED");
  const auto settings = Settings::Read(kKeys, "DRIEHOEK", {"--max-connections", "0"}, {});
  EXPECT_EQ(ReasonOf(settings->Int("max_connections", 1, 10).status()), "SETTING_MALFORMED");
}

}  // namespace
}  // namespace driehoek::config
