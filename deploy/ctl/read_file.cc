#include "read_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {

absl::StatusOr<std::string> ReadWholeFile(const std::string& path, std::uintmax_t most) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (error || !in) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_UNREADABLE", absl::StrCat("cannot read ", path));
  }
  if (size > most) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_TOO_LARGE",
                 absl::StrCat(path, " is over ", most >> 20, " MiB"));
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace driehoek::ctl
