// Settings of a program from three places: a TOML file, the environment, the command line; later ones win. A key that is
// not in the program's table is an error wherever it stands, so that a misspelling is heard of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace driehoek::config {

// One known key: `grpc_listen` is `grpc_listen = "…"` in the file, PREFIX_GRPC_LISTEN in the environment and
// `--grpc-listen …` on the command line.
struct Key {
  absl::string_view name;
  absl::string_view default_value;
  absl::string_view help;
};

class Settings {
 public:
  // `arguments` without the program's name; `--config FILE` names the file; `environment` as NAME=value.
  // INVALID_ARGUMENT / UNKNOWN_SETTING, SETTING_WITHOUT_VALUE, CONFIG_UNREADABLE, CONFIG_MALFORMED: the text names key
  // and place.
  static absl::StatusOr<Settings> Read(absl::Span<const Key> keys, absl::string_view environment_prefix,
                                       const std::vector<std::string>& arguments,
                                       const std::vector<std::string>& environment);

  const std::string& Text(absl::string_view name) const;
  // INVALID_ARGUMENT / SETTING_MALFORMED unless it is a whole number from `low` to `high`.
  absl::StatusOr<int> Int(absl::string_view name, int low, int high) const;
  // INVALID_ARGUMENT / SETTING_MALFORMED unless it is `true` or `false`.
  absl::StatusOr<bool> Bool(absl::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

// The text of `--help`.
std::string Help(absl::string_view program, absl::Span<const Key> keys, absl::string_view environment_prefix);

// The process's environment as NAME=value.
std::vector<std::string> Environment();

}  // namespace driehoek::config
