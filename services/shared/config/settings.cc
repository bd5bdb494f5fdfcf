#include "shared/config/settings.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"
#include "toml++/toml.h"

extern char** environ;

namespace driehoek::config {
namespace {

absl::Status Wrong(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

bool IsKnown(absl::Span<const Key> keys, absl::string_view name) {
  return std::any_of(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
}

std::string EnvironmentName(absl::string_view prefix, absl::string_view name) {
  return absl::StrCat(prefix, "_", absl::AsciiStrToUpper(name));
}

std::string FlagName(absl::string_view name) {
  return absl::StrCat("--", absl::StrReplaceAll(name, {{"_", "-"}}));
}

using Values = std::map<std::string, std::string, std::less<>>;

absl::Status ReadFile(absl::Span<const Key> keys, const std::string& path, Values& values) {
  toml::table table;
  try {
    table = toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    const bool unreadable = error.source().begin.line == 0;
    return Wrong(unreadable ? "CONFIG_UNREADABLE" : "CONFIG_MALFORMED",
                 absl::StrCat(path, ", line ", error.source().begin.line, ": ",
                              absl::string_view(error.description().data(), error.description().size())));
  }
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (!IsKnown(keys, name)) return Wrong("UNKNOWN_SETTING", absl::StrCat(path, ": unknown key '", name, "'"));
    if (const auto text = node.value<std::string>(); node.is_string()) {
      values[name] = *text;
    } else if (const auto number = node.value<std::int64_t>(); node.is_integer()) {
      values[name] = absl::StrCat(*number);
    } else if (const auto flag = node.value<bool>(); node.is_boolean()) {
      values[name] = *flag ? "true" : "false";
    } else {
      return Wrong("CONFIG_MALFORMED", absl::StrCat(path, ": '", name, "' must be text, a whole number or true/false"));
    }
  }
  return absl::OkStatus();
}

absl::Status ReadEnvironment(absl::Span<const Key> keys, absl::string_view prefix,
                             const std::vector<std::string>& environment, Values& values) {
  for (const std::string& entry : environment) {
    absl::string_view rest = entry;
    if (!absl::ConsumePrefix(&rest, absl::StrCat(prefix, "_"))) continue;
    const std::size_t equals = rest.find('=');
    const std::string name = absl::AsciiStrToLower(rest.substr(0, equals));
    if (!IsKnown(keys, name)) {
      return Wrong("UNKNOWN_SETTING",
                   absl::StrCat("environment: unknown variable ", EnvironmentName(prefix, name)));
    }
    values[name] = equals == absl::string_view::npos ? "" : std::string(rest.substr(equals + 1));
  }
  return absl::OkStatus();
}

absl::Status ReadFlags(absl::Span<const Key> keys, const std::vector<std::string>& arguments, Values& values) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    absl::string_view flag = arguments[i];
    if (!absl::ConsumePrefix(&flag, "--")) {
      return Wrong("UNKNOWN_SETTING", absl::StrCat("command line: unexpected '", arguments[i], "'"));
    }
    const std::size_t equals = flag.find('=');
    const std::string name = absl::StrReplaceAll(flag.substr(0, equals), {{"-", "_"}});
    if (name != "config" && !IsKnown(keys, name)) {
      return Wrong("UNKNOWN_SETTING", absl::StrCat("command line: unknown flag ", FlagName(name)));
    }
    if (equals != absl::string_view::npos) {
      values[name] = std::string(flag.substr(equals + 1));
    } else if (i + 1 < arguments.size()) {
      values[name] = arguments[++i];
    } else {
      return Wrong("SETTING_WITHOUT_VALUE", absl::StrCat("command line: ", FlagName(name), " needs a value"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Settings> Settings::Read(absl::Span<const Key> keys, absl::string_view environment_prefix,
                                        const std::vector<std::string>& arguments,
                                        const std::vector<std::string>& environment) {
  Settings settings;
  for (const Key& key : keys) settings.values_[std::string(key.name)] = std::string(key.default_value);
  Values flags;
  DRIEHOEK_RETURN_IF_ERROR(ReadFlags(keys, arguments, flags));
  if (const auto file = flags.find("config"); file != flags.end()) {
    DRIEHOEK_RETURN_IF_ERROR(ReadFile(keys, file->second, settings.values_));
    flags.erase(file);
  }
  DRIEHOEK_RETURN_IF_ERROR(ReadEnvironment(keys, environment_prefix, environment, settings.values_));
  for (auto& [name, value] : flags) settings.values_[name] = value;
  return settings;
}

const std::string& Settings::Text(absl::string_view name) const { return values_.find(name)->second; }

absl::StatusOr<int> Settings::Int(absl::string_view name, int low, int high) const {
  int number = 0;
  if (!absl::SimpleAtoi(Text(name), &number) || number < low || number > high) {
    return Wrong("SETTING_MALFORMED", absl::StrCat(name, " must be a whole number from ", low, " to ", high));
  }
  return number;
}

absl::StatusOr<bool> Settings::Bool(absl::string_view name) const {
  const std::string& text = Text(name);
  if (text == "true") return true;
  if (text == "false") return false;
  return Wrong("SETTING_MALFORMED", absl::StrCat(name, " must be true or false"));
}

std::string Help(absl::string_view program, absl::Span<const Key> keys, absl::string_view environment_prefix) {
  std::string text = absl::StrCat("usage: ", program, " [--config FILE] [flags]\n\n");
  for (const Key& key : keys) {
    absl::StrAppend(&text, "  ", FlagName(key.name), "  (", EnvironmentName(environment_prefix, key.name), ")\n      ",
                    key.help);
    if (!key.default_value.empty()) absl::StrAppend(&text, " Default: ", key.default_value, ".");
    absl::StrAppend(&text, "\n");
  }
  return text;
}

std::vector<std::string> Environment() {
  std::vector<std::string> entries;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) entries.emplace_back(*entry);
  return entries;
}

}  // namespace driehoek::config
