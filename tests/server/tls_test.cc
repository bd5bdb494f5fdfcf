// driehoekd with TLS and client certificates, and the adapter's channel to it: real certificates, made anew for each run.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "driehoek/v1/directory_service.pb.h"
#include "gateway/service_channel.h"
#include "shared/auth/call_token.h"
#include "shared/base/clock.h"
#include "support/service_process.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::test {
namespace {

class TlsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(std::system("command -v openssl >/dev/null"), 0) << "openssl is missing: apt-get install openssl";
    MakeAuthority("ca");
    MakeAuthority("stranger");
    MakeCertificate("server", "ca", "subjectAltName=DNS:localhost,IP:127.0.0.1");
    MakeCertificate("client", "ca", "extendedKeyUsage=clientAuth");
    MakeCertificate("foreign", "stranger", "extendedKeyUsage=clientAuth");
    service_ = std::make_unique<ServiceProcess>(ServiceProcess::Options{
        .data = folder_.path(),
        .flags = {"--tls-certificate-file", Path("server.crt"), "--tls-key-file", Path("server.key"),
                  "--tls-client-ca-file", Path("ca.crt")}});
    ASSERT_THAT(service_->Found(), IsOk());
    ASSERT_THAT(service_->Start(), IsOk());
    auto keys = auth::CallTokenKeys::ReadFile(Path("keys/call_token.key"));
    ASSERT_THAT(keys, IsOk());
    keys_ = std::make_unique<auth::CallTokenKeys>(*std::move(keys));
  }

  std::string Path(absl::string_view file) const { return absl::StrCat(folder_.path(), "/", file); }
  void Run(const std::string& words) const {
    ASSERT_EQ(std::system(absl::StrCat("cd ", folder_.path(), " && openssl ", words, " 2>>openssl.log").c_str()), 0) << words;
  }
  void MakeAuthority(const std::string& name) const {
    Run(absl::StrCat("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=", name, " -keyout ", name, ".key -out ", name, ".crt"));
  }
  void MakeCertificate(const std::string& name, const std::string& authority, const std::string& extension) const {
    std::ofstream(Path(name + ".ext")) << extension << "\n";
    Run(absl::StrCat("req -newkey rsa:2048 -nodes -subj /CN=", name, " -keyout ", name, ".key -out ", name, ".csr"));
    Run(absl::StrCat("x509 -req -days 2 -in ", name, ".csr -CA ", authority, ".crt -CAkey ", authority,
                     ".key -CAcreateserial -extfile ", name, ".ext -out ", name, ".crt"));
  }

  // Asks for the institution as the adapter does, over a connection with these files.
  absl::Status Ask(const lti::ServiceTlsFiles& files) const {
    const auto tls = lti::ReadTls(files);
    if (!tls.ok()) return tls.status();
    const auto channel = lti::NewServiceChannel(service_->address(), *tls, *keys_, clock_);
    v1::GetInstitutionRequest request;
    request.set_name("institutions/demo");
    const auth::Caller caller{.tenant = TenantId("demo"),
                              .person = PersonId("01900000-0000-7000-8000-00000000aaaa"),
                              .role = auth::Role::kTeacher,
                              .roles = {auth::Role::kTeacher},
                              .session = "s1"};
    const auto answer = channel->Call("/driehoek.v1.DirectoryService/GetInstitution", request.SerializeAsString(), caller,
                                      absl::Seconds(5));
    return answer.ok ? absl::OkStatus() : lti::ToStatus(answer.error);
  }

  TempFolder folder_;
  SystemClock clock_;
  std::unique_ptr<ServiceProcess> service_;
  std::unique_ptr<auth::CallTokenKeys> keys_;
};

TEST_F(TlsTest, GivenClientCertificates_WhenAsked_ThenOnlyThoseOfTheAuthorityGetIn) {
  EXPECT_THAT(Ask({.ca_file = Path("ca.crt"), .certificate_file = Path("client.crt"), .key_file = Path("client.key")}), IsOk());

  const auto is_away = StatusIs(absl::StatusCode::kUnavailable, "SERVICE_AWAY");
  EXPECT_THAT(Ask({}), is_away) << "without TLS";
  EXPECT_THAT(Ask({.ca_file = Path("ca.crt")}), is_away) << "without a certificate";
  EXPECT_THAT(Ask({.ca_file = Path("ca.crt"), .certificate_file = Path("foreign.crt"), .key_file = Path("foreign.key")}), is_away)
      << "of another authority";
  EXPECT_THAT(Ask({.ca_file = Path("stranger.crt"), .certificate_file = Path("client.crt"), .key_file = Path("client.key")}),
              is_away)
      << "the service is not who it should be";
  EXPECT_THAT(Ask({.ca_file = Path("nowhere.crt")}), StatusIs(absl::StatusCode::kInvalidArgument, "TLS_FILE_UNREADABLE"));
}

}  // namespace
}  // namespace driehoek::test
