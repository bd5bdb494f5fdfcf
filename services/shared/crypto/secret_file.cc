#include "shared/crypto/secret_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::crypto {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{64} * 1024;

// Closes the descriptor at the end of the scope.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

absl::Status Unreadable(const std::string& path) {
  return Error(absl::StatusCode::kFailedPrecondition, "KEY_FILE_UNREADABLE",
               absl::StrCat("cannot read the key file ", path));
}
absl::Status Unwritable(const std::string& path) {
  return Error(absl::StatusCode::kFailedPrecondition, "KEY_FILE_UNWRITABLE",
               absl::StrCat("cannot write the key file ", path));
}

bool WriteAll(int fd, absl::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(fd) == 0;
}

// The new name itself must survive a power cut too.
bool SyncFolderOf(const std::string& path) {
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return fd.get() >= 0 && ::fsync(fd.get()) == 0;
}

}  // namespace

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (fd.get() < 0 || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return Unreadable(path);
  }
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Error(absl::StatusCode::kFailedPrecondition, "KEY_FILE_TOO_OPEN",
                 absl::StrCat("others than its owner may use the key file ", path,
                              "; set its mode to 0600"));
  }
  std::string content;
  std::array<char, 4096> buffer;
  while (true) {
    const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unreadable(path);
    if (got == 0) return content;
    content.append(buffer.data(), static_cast<std::size_t>(got));
    if (content.size() > kMaxFileBytes) return Unreadable(path);
  }
}

absl::Status CreateSecretFile(const std::string& path, absl::string_view content) {
  const std::string draft = absl::StrCat(path, ".", HexEncode(RandomBytes(8)), ".new");
  bool written = false;
  {
    const Descriptor fd(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (fd.get() < 0) return Unwritable(path);
    written = WriteAll(fd.get(), content);
  }
  // link() refuses an existing name, which rename() would replace.
  const int link_error = written && ::link(draft.c_str(), path.c_str()) != 0 ? errno : 0;
  ::unlink(draft.c_str());
  if (link_error == EEXIST) {
    return Error(absl::StatusCode::kAlreadyExists, "KEY_FILE_EXISTS",
                 absl::StrCat("the key file ", path, " is already there"));
  }
  if (!written || link_error != 0 || !SyncFolderOf(path)) return Unwritable(path);
  return absl::OkStatus();
}

}  // namespace driehoek::crypto
