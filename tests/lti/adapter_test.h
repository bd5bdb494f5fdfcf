// A running adapter with a fake LMS on one side and fake services on the other, all over real
// sockets; and a browser.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/form.h"
#include "lti/fake_platform.h"
#include "lti/fake_services.h"
#include "platform/http_client.h"
#include "platform/registration_store.h"
#include "shared/auth/call_token.h"
#include "shared/storage/database.h"
#include "support/fake_clock.h"
#include "support/ids.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"
#include "wiring.h"

namespace driehoek::lti::test {

using driehoek::test::FakeClock;
using driehoek::test::IsOk;
using driehoek::test::StatusIs;

// Keeps cookies as a browser in an LMS frame does, unless told to lose them.
class Browser {
 public:
  explicit Browser(std::string base)
      : base_(std::move(base)), client_(NewHttpClient({.allow_loopback = true})) {}

  IncomingResponse Get(const std::string& path, std::vector<Header> headers = {});
  IncomingResponse PostForm(const std::string& path, const Form& form);
  IncomingResponse PostJson(const std::string& path, const std::string& json,
                            std::vector<Header> headers = {});
  void BlockCookies() { cookies_blocked_ = true; }
  const std::string& cookie() const { return cookie_; }
  void SetCookie(const std::string& cookie) { cookie_ = cookie; }

 private:
  IncomingResponse Send(OutgoingRequest request);

  std::string base_;
  std::unique_ptr<HttpClient> client_;
  std::string cookie_;  // NAME=VALUE, by "; "
  bool cookies_blocked_ = false;
};

// What the platform got from the browser after a login.
struct LoginAnswer {
  std::string state;
  std::string nonce;
  Form query;
};

class AdapterTest : public testing::Test {
 protected:
  AdapterTest();

  Browser NewBrowser() const {
    return Browser("http://127.0.0.1:" + std::to_string(adapter_->port()));
  }
  static Form GoodLogin(const FakePlatform& platform);
  // Login by a browser; fails the test unless it is a redirect to the platform.
  LoginAnswer Login(Browser& browser);
  LoginAnswer ReadRedirect(const IncomingResponse& response);
  IncomingResponse PostToken(Browser& browser, const std::string& state, const std::string& token);
  // A whole good launch; the bearer token.
  std::string Launch(Browser& browser);
  std::string TokenOf(const IncomingResponse& app_page);
  // Our payload for this login.
  Json Payload(const LoginAnswer& login) {
    return platform_.GoodPayload(clock_.Now(), login.nonce);
  }
  std::string Invite(int uses = 1);

  FakeClock clock_;
  driehoek::test::TempFolder folder_;
  FakePlatform platform_;
  auth::CallTokenKeys keys_{{std::string(32, 'k')}};
  FakeServices services_{keys_, clock_};
  std::unique_ptr<HttpClient> client_ = NewHttpClient({.allow_loopback = true});
  std::unique_ptr<Adapter> adapter_;
  // The adapter's own database, opened a second time as driehoekctl does.
  driehoek::test::SeededIds ids_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<RegistrationStore> registrations_;
};

// The value of attribute or field `name` in a page: `name="..."` or the hidden field of that name.
std::string DataAttribute(const std::string& html, const std::string& name);
std::string HiddenValue(const std::string& html, const std::string& name);
// Query of the first link to `path`.
std::string LinkQuery(const std::string& html, const std::string& path);

// A refusal as it has to look: this status, a page to read, no session and no redirect.
void ExpectRefusal(const IncomingResponse& response, int status);

}  // namespace driehoek::lti::test
