// Launches by a browser whose login went well, with one thing changed.
#pragma once

#include <functional>
#include <string>

#include "lti/adapter_test.h"

namespace driehoek::lti::test {

class LaunchTest : public AdapterTest {
 protected:
  // Launches with a good token after `change`; the answer to the launch.
  IncomingResponse LaunchWith(const std::function<void(Json& header, Json& payload)>& change) {
    const LoginAnswer login = Login(browser_);
    Json header = platform_.GoodHeader();
    Json payload = Payload(login);
    change(header, payload);
    return PostToken(browser_, login.state, platform_.Sign(header, payload));
  }
  IncomingResponse LaunchWithClaim(const std::string& name, const std::string& json) {
    return LaunchWith([&](Json&, Json& payload) { payload[name] = json; });
  }
  IncomingResponse LaunchWithout(const std::string& name) {
    return LaunchWith([&](Json&, Json& payload) { payload.erase(name); });
  }
  // No refused launch reaches the services.
  void ExpectNobodyCameIn() { EXPECT_TRUE(services_.ensured().empty()); }

  Browser browser_ = NewBrowser();
};

}  // namespace driehoek::lti::test
