// What the first screen of each role needs: files of the web UI and calls. The build of the UI says
// so in first_views.json, beside the index.html that it belongs to; the adapter itself knows no
// screen.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "app/static_files.h"
#include "gateway/gateway.h"

namespace driehoek::lti {

struct FirstView {
  // HTML that names the files, so that the browser asks for all of them at once. For the end of the
  // head: styles come after those that every screen has.
  std::string files;
  // "{institution}" in a request stands for the institution of the session.
  std::vector<FirstCall> calls;
};

// Immutable after construction, thread-safe.
class FirstViews {
 public:
  // Knows no screen; every page is served without hints.
  FirstViews() = default;
  // INVALID_ARGUMENT / WEB_UI_NOT_WHOLE when `json` is not what the build of the UI writes.
  static absl::StatusOr<FirstViews> Parse(absl::string_view json);

  // Nothing in it when the build names none for them.
  const FirstView& Find(const std::string& role, const std::string& language) const;
  // HTML of a script for the beginning of a guest's page: it opens the link while the rest is still
  // on its way. "" when the build has none.
  const std::string& guest_script() const { return guest_script_; }

 private:
  std::map<std::pair<std::string, std::string>, FirstView> views_;  // by role and language
  FirstView none_;
  std::string guest_script_;
};

// The built UI: its files and what its first screens need.
struct WebUi {
  StaticFiles files;
  FirstViews views;
  // INVALID_ARGUMENT / WEB_UI_NOT_WHOLE, with a sentence for whoever installs it.
  static absl::StatusOr<WebUi> Read(const std::string& root);
};

}  // namespace driehoek::lti
