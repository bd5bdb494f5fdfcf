#include "config.h"

#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "http/uri.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kEnvironmentPrefix = "DRIEHOEK_LTI";

constexpr std::array kKeys = {
    config::Key{"listen", "127.0.0.1:8080",
                "ADDRESS:PORT to serve HTTP on; TLS ends at the proxy in front"},
    config::Key{"public_url", "http://localhost:8080",
                "origin by which browsers and platforms reach this program"},
    config::Key{"service", "127.0.0.1:9090", "HOST:PORT of driehoekd"},
    config::Key{"service_ca_file", "",
                "PEM of the authority that driehoekd's certificate is checked by; empty: no TLS"},
    config::Key{"service_certificate_file", "",
                "PEM certificate chain that is shown to driehoekd; empty: none"},
    config::Key{"service_key_file", "", "PEM private key of service_certificate_file"},
    config::Key{"database", "", "sqlite:PATH or postgres://...; empty: DATA/lti.db"},
    config::Key{"data", "var", "folder for the database file and the secret file"},
    config::Key{"call_token_key_file", "",
                "key file shared with driehoekd; empty: DATA/keys/call_token.key"},
    config::Key{"secret_file", "",
                "secret of this program, made at the first start; empty: DATA/keys/lti.secret"},
    config::Key{"web_root", "lti-adapter/web/dist", "folder with the built web UI"},
    config::Key{"allow_loopback_platforms", "false",
                "accept platforms at http://localhost and http://127.0.0.1"},
    config::Key{"behind_proxy", "false",
                "take the browser's address from the last X-Forwarded-For"},
    config::Key{"max_connections", "4000", "connections at the same time"},
    config::Key{"workers", "16", "threads that answer requests"},
    config::Key{"drain_seconds", "20", "time for running requests when told to stop"},
};

absl::Status CheckTls(const ServiceTlsFiles& files) {
  if (files.certificate_file.empty() != files.key_file.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "SETTING_MALFORMED",
                 "service_certificate_file and service_key_file go together");
  }
  if (files.ca_file.empty() && !files.certificate_file.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "SETTING_MALFORMED",
                 "service_certificate_file needs service_ca_file: without it there is no TLS");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Span<const config::Key> ConfigKeys() { return kKeys; }

absl::StatusOr<Config> ReadConfig(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& environment) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto settings, config::Settings::Read(kKeys, kEnvironmentPrefix,
                                                                        arguments, environment));
  Config config;
  config.server.listen = settings.Text("listen");
  config.service = settings.Text("service");
  config.service_tls = {.ca_file = settings.Text("service_ca_file"),
                        .certificate_file = settings.Text("service_certificate_file"),
                        .key_file = settings.Text("service_key_file")};
  DRIEHOEK_RETURN_IF_ERROR(CheckTls(config.service_tls));
  config.data = settings.Text("data");
  config.web_root = settings.Text("web_root");
  const auto or_in_data = [&](absl::string_view key, absl::string_view file,
                              absl::string_view prefix) {
    const std::string& text = settings.Text(key);
    return text.empty() ? absl::StrCat(prefix, config.data, "/", file) : text;
  };
  config.database = or_in_data("database", "lti.db", "sqlite:");
  config.call_token_key_file = or_in_data("call_token_key_file", "keys/call_token.key", "");
  config.secret_file = or_in_data("secret_file", "keys/lti.secret", "");
  const auto uri = ParseUri(settings.Text("public_url"));
  if (!uri || uri->path != "/" || uri->has_query || uri->has_fragment) {
    return Error(absl::StatusCode::kInvalidArgument, "PUBLIC_URL_MALFORMED",
                 "public_url is an origin such as https://driehoek.example.nl");
  }
  config.public_url = uri->Origin();
  DRIEHOEK_ASSIGN_OR_RETURN(config.allow_loopback_platforms,
                            settings.Bool("allow_loopback_platforms"));
  DRIEHOEK_ASSIGN_OR_RETURN(config.server.behind_proxy, settings.Bool("behind_proxy"));
  DRIEHOEK_ASSIGN_OR_RETURN(const int connections, settings.Int("max_connections", 1, 100000));
  config.server.max_connections = static_cast<std::size_t>(connections);
  DRIEHOEK_ASSIGN_OR_RETURN(config.server.workers, settings.Int("workers", 1, 1024));
  DRIEHOEK_ASSIGN_OR_RETURN(config.drain_seconds, settings.Int("drain_seconds", 0, 3600));
  return config;
}

}  // namespace driehoek::lti
