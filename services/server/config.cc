#include "server/config.h"

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

constexpr config::Key kKeys[] = {
    {"grpc_listen", "127.0.0.1:9090", "Address and port of the gRPC service."},
    {"metrics_listen", "127.0.0.1:9091", "Loopback address and port of /metrics and /healthz."},
    {"database", "", "sqlite:PATH or postgres://...; empty: sqlite:DATA/driehoek.db."},
    {"data", "var", "Folder of the embedded database, sealed files and keys."},
    {"call_token_key_file", "", "Key that the adapter shares; empty: DATA/keys/call_token.key, made when missing."},
    {"lti_url", "http://localhost:8080", "Public address of the adapter, for links in mails."},
    {"smtp", "", "smtp://HOST:PORT or smtps://HOST:PORT; empty: mails wait in the database."},
    {"smtp_from", "Driehoek <no-reply@driehoek.invalid>", "Sender of mails."},
    {"smtp_user", "", "User at the mail server; empty: none."},
    {"smtp_password_file", "", "File whose first line is the password of smtp_user."},
    {"antivirus", "", "clamd:unix:PATH that looks at files of evidence; empty: nobody does, and each file says so."},
    {"tls_certificate_file", "", "PEM certificate chain; empty: no TLS, for loopback or behind a proxy."},
    {"tls_key_file", "", "PEM private key of the certificate."},
    {"tls_client_ca_file", "", "PEM of the authority whose client certificates are asked for; empty: none asked."},
    {"max_connections", "2000", "Most gRPC connections at once."},
    {"max_connections_per_address", "64", "Most gRPC connections from one address at once."},
    {"first_request_seconds", "10", "Time for the first authenticated call on a connection."},
    {"drain_seconds", "10", "Time for running calls when asked to stop."},
    {"database_readers", "8", "Most reading connections to the database."},
};

absl::Status CheckTls(const Config& config) {
  if (config.tls_certificate_file.empty() == config.tls_key_file.empty()) return absl::OkStatus();
  return Error(absl::StatusCode::kInvalidArgument, "SETTING_MALFORMED",
               "tls_certificate_file and tls_key_file go together");
}

}  // namespace

absl::Span<const config::Key> ConfigKeys() { return kKeys; }

absl::StatusOr<Config> ReadConfig(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& environment) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto settings,
                            config::Settings::Read(kKeys, "DRIEHOEKD", arguments, environment));
  Config config{.grpc_listen = settings.Text("grpc_listen"),
                .metrics_listen = settings.Text("metrics_listen"),
                .database = settings.Text("database"),
                .data = settings.Text("data"),
                .call_token_key_file = settings.Text("call_token_key_file"),
                .lti_url = settings.Text("lti_url"),
                .smtp = settings.Text("smtp"),
                .smtp_from = settings.Text("smtp_from"),
                .smtp_user = settings.Text("smtp_user"),
                .smtp_password_file = settings.Text("smtp_password_file"),
                .antivirus = settings.Text("antivirus"),
                .tls_certificate_file = settings.Text("tls_certificate_file"),
                .tls_key_file = settings.Text("tls_key_file"),
                .tls_client_ca_file = settings.Text("tls_client_ca_file")};
  DRIEHOEK_ASSIGN_OR_RETURN(config.max_connections, settings.Int("max_connections", 1, 100000));
  DRIEHOEK_ASSIGN_OR_RETURN(config.max_connections_per_address,
                            settings.Int("max_connections_per_address", 1, 100000));
  DRIEHOEK_ASSIGN_OR_RETURN(config.first_request_seconds, settings.Int("first_request_seconds", 1, 300));
  DRIEHOEK_ASSIGN_OR_RETURN(config.drain_seconds, settings.Int("drain_seconds", 0, 300));
  DRIEHOEK_ASSIGN_OR_RETURN(config.database_readers, settings.Int("database_readers", 1, 256));
  DRIEHOEK_RETURN_IF_ERROR(CheckTls(config));
  if (config.database.empty()) config.database = absl::StrCat("sqlite:", config.data, "/driehoek.db");
  if (config.call_token_key_file.empty()) config.call_token_key_file = config.data + "/keys/call_token.key";
  return config;
}

}  // namespace driehoek::server
