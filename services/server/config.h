// What driehoekd can be told, as a checked value.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "shared/config/settings.h"

namespace driehoek::server {

struct Config {
  std::string grpc_listen;
  std::string metrics_listen;
  std::string database;
  std::string data;
  std::string call_token_key_file;
  std::string lti_url;
  std::string smtp;
  std::string smtp_from;
  std::string smtp_user;
  std::string smtp_password_file;
  std::string antivirus;
  std::string tls_certificate_file;
  std::string tls_key_file;
  std::string tls_client_ca_file;
  int max_connections = 0;
  int max_connections_per_address = 0;
  int first_request_seconds = 0;
  int drain_seconds = 0;
  int database_readers = 0;
};

// Every key with its default and meaning.
absl::Span<const config::Key> ConfigKeys();

// INVALID_ARGUMENT with the reasons of config::Settings when something is unknown or malformed.
absl::StatusOr<Config> ReadConfig(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& environment);

}  // namespace driehoek::server
