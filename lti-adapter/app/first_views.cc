#include "app/first_views.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "json/json.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

absl::Status NotWhole(absl::string_view why) {
  return Error(
      absl::StatusCode::kInvalidArgument, "WEB_UI_NOT_WHOLE",
      absl::StrCat("first_views.json of the web UI is not usable, build the UI again: ", why));
}

// As Vite's own script for later parts looks for them, so that it does not ask twice.
absl::Status AddHint(const std::string& file, FirstView& view) {
  if (!IsPlainPath(file)) return NotWhole("a file has no plain name");
  const absl::string_view kind = absl::EndsWith(file, ".css") ? "stylesheet" : "modulepreload";
  absl::StrAppend(&view.files, "<link rel=\"", kind, "\" crossorigin href=\"/app/", file, "\">");
  return absl::OkStatus();
}

absl::StatusOr<FirstView> ViewOf(const JsonObject& json) {
  FirstView view;
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<std::string> files, json.Strings("files"));
  for (const std::string& file : files) DRIEHOEK_RETURN_IF_ERROR(AddHint(file, view));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<JsonObject> calls, json.Objects("calls"));
  for (const JsonObject& call : calls) {
    DRIEHOEK_ASSIGN_OR_RETURN(const std::string method, call.String("method"));
    DRIEHOEK_ASSIGN_OR_RETURN(const std::string request, call.String("request"));
    view.calls.push_back({method, request});
  }
  return view;
}

}  // namespace

absl::StatusOr<FirstViews> FirstViews::Parse(absl::string_view json) {
  const auto root = JsonObject::Parse(json);
  if (!root.ok() || !root->IsArray("views")) return NotWhole("no list of views");
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<JsonObject> list, root->Objects("views"));
  FirstViews views;
  for (const JsonObject& one : list) {
    const auto role = one.String("role");
    const auto language = one.String("language");
    auto view = ViewOf(one);
    for (const absl::Status& status : {role.status(), language.status(), view.status()}) {
      if (!status.ok()) return NotWhole(status.message());
    }
    views.views_[{*role, *language}] = *std::move(view);
  }
  if (const std::string script = root->StringOrEmpty("guest_script"); !script.empty()) {
    if (!IsPlainPath(script)) return NotWhole("a file has no plain name");
    views.guest_script_ = absl::StrCat(
        "<script type=\"module\" async fetchpriority=\"high\" src=\"/app/", script, "\"></script>");
  }
  return views;
}

const FirstView& FirstViews::Find(const std::string& role, const std::string& language) const {
  const auto found = views_.find({role, language});
  return found == views_.end() ? none_ : found->second;
}

absl::StatusOr<WebUi> WebUi::Read(const std::string& root) {
  WebUi ui;
  DRIEHOEK_ASSIGN_OR_RETURN(ui.files, StaticFiles::Read(root));
  if (const auto views = ui.files.Find("first_views.json")) {
    DRIEHOEK_ASSIGN_OR_RETURN(ui.views, FirstViews::Parse(*views));
  }
  return ui;
}

}  // namespace driehoek::lti
