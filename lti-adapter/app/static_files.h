// The built web UI under /app/: files with a hash in their name are kept for ever, others asked for
// again each time.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

// Read once, so that a page and the files it names are always of one build, also while a new one
// is laid in its place. Immutable, thread-safe.
class StaticFiles {
 public:
  // `root`: the folder that holds index.html. INVALID_ARGUMENT / WEB_UI_NOT_WHOLE when it has one
  // but not the list of first views that was built with it. A folder without index.html is fine:
  // there is no UI then.
  static absl::StatusOr<StaticFiles> Read(const std::string& root);

  // GET /app/PATH. Compressed as the browser likes where FILE.br or FILE.gz lies beside it. Nothing
  // when there is no such file.
  std::optional<Response> Serve(const Request& request) const;
  // The content of a file; nothing when it is not there.
  std::optional<absl::string_view> Find(const std::string& path) const;

 private:
  std::map<std::string, std::string> files_;  // by path below the root
};

// Plain segments only: nothing that begins with a dot, nothing escaped.
bool IsPlainPath(absl::string_view path);

}  // namespace driehoek::lti
