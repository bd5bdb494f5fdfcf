// The shipped texts that a new draft starts from, per variant and language, in plain words (about
// B1, R89). What only the parties can know (what is learned, who supervises and when, what the
// student does) is left empty: an invented sentence there would satisfy the law's letter and nobody
// else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "agreement/agreement.h"

namespace driehoek::agreement {

// Number of a shipped template; an institution's own ones count on from it.
inline constexpr int kShippedTemplateNumber = 1;

// "shipped-dual-nl" and its like.
TemplateId ShippedTemplateId(Variant variant, Language language);

const Template& ShippedTemplate(Variant variant, Language language);

// The shipped template of that id; nothing for another id.
std::optional<Template> FindShippedTemplate(const TemplateId& id);

// All six, full-time before part-time before dual, Dutch before English.
std::vector<Template> ShippedTemplates();

}  // namespace driehoek::agreement
