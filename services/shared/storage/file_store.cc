#include "shared/storage/file_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::storage {
namespace {

constexpr std::size_t kHashDigits = 64;

absl::Status Unavailable(absl::string_view what, int error) {
  return RetryableError(absl::StatusCode::kUnavailable, "FILE_STORE_UNAVAILABLE",
                        absl::StrCat("cannot ", what, ": ", std::strerror(error)),
                        absl::Seconds(1));
}

// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  // NFS and some others report a failed write here only.
  bool Close() { return close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

absl::Status SyncFolder(const std::string& folder) {
  const Descriptor fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.ok() || fsync(fd.get()) != 0) return Unavailable("sync a folder", errno);
  return absl::OkStatus();
}

// Makes `folder` with its parents; each new entry is synced in its parent, else a crash could lose
// the whole branch with the file in it.
absl::Status MakeFolder(const std::string& folder) {
  struct stat found {};
  if (stat(folder.c_str(), &found) == 0) return absl::OkStatus();
  const std::size_t slash = folder.rfind('/');
  const std::string parent =
      slash == std::string::npos || slash == 0 ? "." : folder.substr(0, slash);
  if (parent != ".") DRIEHOEK_RETURN_IF_ERROR(MakeFolder(parent));
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return Unavailable("make a folder", errno);
  return SyncFolder(parent);
}

bool WriteAll(int fd, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Writes and syncs, removing what is half there when it fails.
absl::Status WriteDurably(const std::string& path, absl::string_view bytes) {
  Descriptor fd(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd.ok()) return Unavailable("create a file", errno);
  if (WriteAll(fd.get(), bytes) && fsync(fd.get()) == 0 && fd.Close()) return absl::OkStatus();
  const int error = errno;
  unlink(path.c_str());
  return Unavailable("write a file", error);
}

absl::StatusOr<std::string> ReadAll(const std::string& path) {
  const Descriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok() && errno == ENOENT) {
    return Error(absl::StatusCode::kNotFound, "FILE_NOT_FOUND", "there is no such file");
  }
  struct stat info {};
  if (!fd.ok() || fstat(fd.get(), &info) != 0) return Unavailable("open a file", errno);
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = read(fd.get(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unavailable("read a file", errno);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> FileStore::FolderOf(const TenantId& tenant,
                                                absl::string_view sha256) const {
  const std::string& id = tenant.value();
  const auto is_id_char = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  // Both become parts of a path: nothing else than these characters may pass.
  if (id.empty() || id.size() > 40 || !std::all_of(id.begin(), id.end(), is_id_char)) {
    return Error(absl::StatusCode::kInvalidArgument, "TENANT_MALFORMED", "not an institution's id");
  }
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (sha256.size() != kHashDigits || !std::all_of(sha256.begin(), sha256.end(), is_hex)) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_HASH_MALFORMED",
                 "a file is named by 64 lower-case hex digits");
  }
  return absl::StrCat(root_, "/", id, "/", sha256.substr(0, 2));
}

absl::StatusOr<std::string> FileStore::Put(const TenantId& tenant, absl::string_view bytes) const {
  const std::string hash = crypto::HexEncode(crypto::Sha256(bytes));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string folder, FolderOf(tenant, hash));
  DRIEHOEK_RETURN_IF_ERROR(MakeFolder(folder));
  const std::string path = absl::StrCat(folder, "/", hash);
  // Written anew even when it is there: a damaged copy is mended by storing the document again.
  const std::string temporary =
      absl::StrCat(folder, "/.new-", crypto::HexEncode(crypto::RandomBytes(8)));
  DRIEHOEK_RETURN_IF_ERROR(WriteDurably(temporary, bytes));
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    unlink(temporary.c_str());
    return Unavailable("rename a file", error);
  }
  DRIEHOEK_RETURN_IF_ERROR(SyncFolder(folder));
  return hash;
}

absl::StatusOr<std::string> FileStore::Get(const TenantId& tenant, absl::string_view sha256) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string folder, FolderOf(tenant, sha256));
  DRIEHOEK_ASSIGN_OR_RETURN(std::string bytes, ReadAll(absl::StrCat(folder, "/", sha256)));
  if (crypto::HexEncode(crypto::Sha256(bytes)) != sha256) {
    return Error(absl::StatusCode::kDataLoss, "FILE_CORRUPT",
                 "the stored file is not what was stored");
  }
  return bytes;
}

absl::Status FileStore::Delete(const TenantId& tenant, absl::string_view sha256) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string folder, FolderOf(tenant, sha256));
  if (unlink(absl::StrCat(folder, "/", sha256).c_str()) != 0) {
    return errno == ENOENT ? absl::OkStatus() : Unavailable("remove a file", errno);
  }
  return SyncFolder(folder);
}

}  // namespace driehoek::storage
