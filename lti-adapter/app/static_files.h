// The built web UI under /app/: files with a hash in their name are kept for ever, others asked for
// again each time.
#pragma once

#include <optional>
#include <string>

#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

// Thread-safe.
class StaticFiles {
 public:
  // `root`: the folder that holds index.html.
  explicit StaticFiles(std::string root) : root_(std::move(root)) {}

  // GET /app/PATH. Compressed as the browser likes where FILE.br or FILE.gz lies beside it. Nothing
  // when there is no such file.
  std::optional<Response> Serve(const Request& request) const;
  // index.html; nothing when the UI was not built.
  std::optional<std::string> Index() const;

 private:
  std::string root_;
};

}  // namespace driehoek::lti
