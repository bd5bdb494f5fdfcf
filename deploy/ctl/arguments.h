// The command line of driehoekctl: words, then flags. Each command says which flags it knows; any other one is an error.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::ctl {

class Arguments {
 public:
  // `known` flags without dashes; every command also knows data, database, lti-database and lti-url.
  // INVALID_ARGUMENT / UNKNOWN_FLAG, FLAG_WITHOUT_VALUE.
  static absl::StatusOr<Arguments> Parse(const std::vector<std::string>& words,
                                         const std::vector<std::string>& known);

  const std::vector<std::string>& positional() const { return positional_; }
  bool Has(absl::string_view flag) const { return flags_.contains(flag); }
  std::string Get(absl::string_view flag, absl::string_view otherwise = "") const;
  // INVALID_ARGUMENT / FLAG_MISSING.
  absl::StatusOr<std::string> Need(absl::string_view flag) const;
  // INVALID_ARGUMENT / ARGUMENTS_WRONG unless there are exactly `count` words besides flags.
  absl::Status NeedPositional(std::size_t count, absl::string_view usage) const;

 private:
  std::vector<std::string> positional_;
  std::map<std::string, std::string, std::less<>> flags_;
};

}  // namespace driehoek::ctl
