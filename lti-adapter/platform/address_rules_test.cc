#include "platform/address_rules.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace driehoek::lti {
namespace {

class ForbiddenAddressTest : public testing::TestWithParam<const char*> {};

TEST_P(ForbiddenAddressTest,
       GivenAddressThatMustNotBeCalled_WhenChecked_ThenRefusedWithAndWithoutLoopback) {
  EXPECT_FALSE(CheckAddress(GetParam(), {.allow_loopback = false}).ok()) << GetParam();
  EXPECT_FALSE(CheckAddress(GetParam(), {.allow_loopback = true}).ok()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    All, ForbiddenAddressTest,
    testing::Values("http://lms.example/", "ftp://lms.example/", "file:///etc/passwd",
                    "gopher://lms.example/", "data:text/plain,x", "https://user:pass@lms.example/",
                    "https://lms.example/#x", "https://10.0.0.1/", "https://172.16.3.4/",
                    "https://192.168.1.1/", "https://169.254.169.254/", "https://100.64.0.1/",
                    "https://0.0.0.0/", "https://224.0.0.1/", "https://255.255.255.255/",
                    "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/",
                    "https://0177.0.0.1/", "https://127.1/", "https://1.2.3/",
                    "https://127.0.0.1./", "https://[::]/", "https://[fe80::1]/",
                    "https://[fc00::1]/", "https://[ff02::1]/", "https://[::ffff:10.0.0.1]/",
                    "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/",
                    "https://[2002:7f00:1::]/", "https://[2001:db8::1]/", "http://127.0.0.2/",
                    "http://localhost.example/", "https://x.localhost/", "http://192.168.1.1/"));

TEST(AddressRulesTest, GivenLoopback_WhenChecked_ThenOnlyDevelopmentAllowsIt) {
  for (const char* url : {"http://localhost:8090/x", "http://127.0.0.1:8090/x"}) {
    EXPECT_TRUE(CheckAddress(url, {.allow_loopback = true}).ok()) << url;
    EXPECT_FALSE(CheckAddress(url, {.allow_loopback = false}).ok()) << url;
  }
  EXPECT_FALSE(CheckAddress("https://localhost/", {.allow_loopback = false}).ok());
  EXPECT_FALSE(CheckAddress("https://127.0.0.1/", {.allow_loopback = false}).ok());
}

TEST(AddressRulesTest, GivenPublicAddress_WhenChecked_ThenAllowed) {
  EXPECT_TRUE(CheckAddress("https://lms.school.example:8443/a?b=c", {}).ok());
  EXPECT_TRUE(CheckAddress("https://93.184.216.34/", {}).ok());
  EXPECT_TRUE(CheckAddress("https://[2606:2800:220:1::1]/", {}).ok());
}

sockaddr_storage Resolved(const char* text) {
  sockaddr_storage storage{};
  sockaddr_in ip4{.sin_family = AF_INET};
  sockaddr_in6 ip6{};
  ip6.sin6_family = AF_INET6;
  if (inet_pton(AF_INET, text, &ip4.sin_addr) == 1) {
    std::memcpy(&storage, &ip4, sizeof ip4);
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text, &ip6.sin6_addr), 1) << text;
    std::memcpy(&storage, &ip6, sizeof ip6);
  }
  return storage;
}

bool IsPublic(const char* text) {
  const sockaddr_storage storage = Resolved(text);
  return IsPublicAddress(reinterpret_cast<const sockaddr&>(storage));
}

TEST(AddressRulesTest, GivenWhereANameLeads_WhenChecked_ThenOnlyPublicAddressesAreConnectedTo) {
  for (const char* text : {"127.0.0.1",    "10.1.2.3",        "172.31.255.255",
                           "192.168.0.1",  "169.254.169.254", "100.127.0.1",
                           "0.1.2.3",      "192.0.0.8",       "198.18.0.1",
                           "203.0.113.9",  "240.0.0.1",       "::1",
                           "::",           "::ffff:8.8.8.8",  "fe80::1",
                           "fd12::1",      "ff02::1",         "64:ff9b::a00:1",
                           "2002:a00:1::", "2001::1",         "3fff::1"}) {
    EXPECT_FALSE(IsPublic(text)) << text;
  }
  for (const char* text :
       {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450::1"}) {
    EXPECT_TRUE(IsPublic(text)) << text;
  }
}

}  // namespace
}  // namespace driehoek::lti
