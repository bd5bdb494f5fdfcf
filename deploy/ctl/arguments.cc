#include "arguments.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {
namespace {

const std::vector<std::string>& CommonFlags() {
  static const std::vector<std::string> flags = {"data", "database", "lti-database", "lti-url"};
  return flags;
}

bool Contains(const std::vector<std::string>& flags, absl::string_view flag) {
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

absl::Status Wrong(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

}  // namespace

absl::StatusOr<Arguments> Arguments::Parse(const std::vector<std::string>& words,
                                           const std::vector<std::string>& known) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!absl::StartsWith(words[i], "--")) {
      arguments.positional_.push_back(words[i]);
      continue;
    }
    const std::size_t equals = words[i].find('=');
    const std::string flag = words[i].substr(2, equals == std::string::npos ? equals : equals - 2);
    if (!Contains(known, flag) && !Contains(CommonFlags(), flag)) {
      return Wrong("UNKNOWN_FLAG", absl::StrCat("this command knows no --", flag));
    }
    if (equals != std::string::npos) {
      arguments.flags_[flag] = words[i].substr(equals + 1);
    } else if (i + 1 < words.size()) {
      arguments.flags_[flag] = words[++i];
    } else {
      return Wrong("FLAG_WITHOUT_VALUE", absl::StrCat("--", flag, " needs a value"));
    }
  }
  return arguments;
}

std::string Arguments::Get(absl::string_view flag, absl::string_view otherwise) const {
  const auto found = flags_.find(flag);
  return found == flags_.end() ? std::string(otherwise) : found->second;
}

absl::StatusOr<std::string> Arguments::Need(absl::string_view flag) const {
  if (std::string value = Get(flag); !value.empty()) return value;
  return Wrong("FLAG_MISSING", absl::StrCat("--", flag, " is needed"));
}

absl::Status Arguments::NeedPositional(std::size_t count, absl::string_view usage) const {
  if (positional_.size() == count) return absl::OkStatus();
  return Wrong("ARGUMENTS_WRONG", absl::StrCat("usage: driehoekctl ", usage));
}

}  // namespace driehoek::ctl
