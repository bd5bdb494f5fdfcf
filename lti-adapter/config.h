// What driehoek-lti can be told, as a checked value.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gateway/service_channel.h"
#include "http/server.h"
#include "shared/config/settings.h"

namespace driehoek::lti {

struct Config {
  ServerOptions server;
  std::string public_url;  // an origin: scheme, host and port, no path
  std::string service;     // HOST:PORT of driehoekd
  ServiceTlsFiles service_tls;
  std::string database;
  std::string data;
  std::string call_token_key_file;
  std::string secret_file;
  std::string web_root;
  bool allow_loopback_platforms = false;
  int drain_seconds = 0;
};

// Every key with its default and meaning.
absl::Span<const config::Key> ConfigKeys();

// INVALID_ARGUMENT with the reasons of config::Settings, or PUBLIC_URL_MALFORMED.
absl::StatusOr<Config> ReadConfig(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& environment);

}  // namespace driehoek::lti
