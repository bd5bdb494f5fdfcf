#include "shared/xlsx/xlsx.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "shared/base/errors.h"

namespace driehoek::xlsx {
namespace {

constexpr std::size_t kMostBytesInCell = 32767;

// A folder of its own that goes with it: the library writes to files only.
class Folder {
 public:
  Folder() {
    std::error_code error;
    std::string name = std::filesystem::temp_directory_path(error).string() + "/driehoek-XXXXXX";
    if (!error && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code ignored;  // what stays is a file in the temporary folder
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

absl::Status Failed(absl::string_view text) {
  return Error(absl::StatusCode::kInternal, "WORKBOOK_FAILED", text);
}

// At most `most` bytes, cut between characters.
std::string Cut(absl::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return std::string(text.substr(0, most));
}

bool WriteRow(lxw_worksheet* sheet, lxw_row_t row, const std::vector<std::string>& cells) {
  lxw_col_t column = 0;
  for (const std::string& cell : cells) {
    const std::string text = Cut(cell, kMostBytesInCell);
    if (worksheet_write_string(sheet, row, column++, text.c_str(), nullptr) != LXW_NO_ERROR) {
      return false;
    }
  }
  return true;
}

}  // namespace

absl::StatusOr<std::string> WriteWorkbook(absl::string_view sheet,
                                          const std::vector<std::string>& header,
                                          const std::vector<std::vector<std::string>>& rows) {
  const Folder folder;
  if (folder.path().empty()) return Failed("no temporary folder can be made");
  std::string tmpdir = folder.path();
  const std::string file = tmpdir + "/table.xlsx";
  lxw_workbook_options options = {};
  options.tmpdir = tmpdir.data();
  lxw_workbook* workbook = workbook_new_opt(file.c_str(), &options);
  if (workbook == nullptr) return Failed("the workbook cannot be begun");
  lxw_worksheet* table = workbook_add_worksheet(workbook, std::string(sheet).c_str());
  bool is_written = table != nullptr && WriteRow(table, 0, header);
  lxw_row_t row = 1;
  for (const auto& cells : rows) is_written = is_written && WriteRow(table, row++, cells);
  // Closing frees the workbook, whatever came before.
  is_written = workbook_close(workbook) == LXW_NO_ERROR && is_written;
  if (!is_written) return Failed("the workbook cannot be written");
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (bytes.empty()) return Failed("the workbook cannot be read back");
  return bytes;
}

}  // namespace driehoek::xlsx
