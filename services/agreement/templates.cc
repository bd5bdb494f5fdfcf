#include "agreement/templates.h"

#include <array>
#include <cstddef>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "agreement/template_texts.h"

namespace driehoek::agreement {
namespace {

constexpr std::array<Variant, 3> kVariants = {Variant::kFullTime, Variant::kPartTime,
                                              Variant::kDual};
constexpr std::array<Language, 2> kLanguages = {Language::kDutch, Language::kEnglish};

absl::string_view IdOf(Variant variant) {
  switch (variant) {
    case Variant::kFullTime:
      return "full-time";
    case Variant::kPartTime:
      return "part-time";
    case Variant::kDual:
      return "dual";
  }
  return "full-time";
}

// Who does what unless the parties say otherwise. A dual student is hired, so the employer arranges
// the place; a part-time student brings his or her own.
std::vector<ResponsibilityRow> Matrix(Variant variant) {
  const PartyRole finds = variant == Variant::kDual ? PartyRole::kWorkplace : PartyRole::kStudent;
  return {{Task::kFind, finds},
          {Task::kArrange, PartyRole::kProgramme},
          {Task::kContact, PartyRole::kProgramme},
          {Task::kDecide, PartyRole::kProgramme},
          {Task::kPayTime, PartyRole::kWorkplace}};
}

Template Make(Variant variant, Language language) {
  const bool dutch = language == Language::kDutch;
  Template made{.id = ShippedTemplateId(variant, language),
                .variant = variant,
                .language = language,
                .number = kShippedTemplateNumber,
                .responsibilities = Matrix(variant),
                .create_time = absl::UnixEpoch()};
  const auto index = static_cast<std::size_t>(variant) - 1;
  for (const ClauseTexts& clause : dutch ? DutchClauses() : EnglishClauses()) {
    made.clauses.push_back(
        {.code = std::string(clause.code), .text = std::string(clause.texts[index])});
  }
  for (const CommitmentText& promise :
       dutch ? DutchCommitments(variant) : EnglishCommitments(variant)) {
    made.commitments.push_back({.id = std::string(promise.id),
                                .owner = promise.owner,
                                .text = std::string(promise.text),
                                .measure = std::string(promise.measure)});
  }
  return made;
}

}  // namespace

TemplateId ShippedTemplateId(Variant variant, Language language) {
  return TemplateId(
      absl::StrCat("shipped-", IdOf(variant), language == Language::kDutch ? "-nl" : "-en"));
}

const Template& ShippedTemplate(Variant variant, Language language) {
  static const std::map<std::pair<Variant, Language>, Template> all = [] {
    std::map<std::pair<Variant, Language>, Template> made;
    for (const Variant v : kVariants) {
      for (const Language l : kLanguages) made[{v, l}] = Make(v, l);
    }
    return made;
  }();
  return all.at({variant, language});
}

std::optional<Template> FindShippedTemplate(const TemplateId& id) {
  for (Template& shipped : ShippedTemplates()) {
    if (shipped.id == id) return std::move(shipped);
  }
  return std::nullopt;
}

std::vector<Template> ShippedTemplates() {
  std::vector<Template> all;
  for (const Variant variant : kVariants) {
    for (const Language language : kLanguages) all.push_back(ShippedTemplate(variant, language));
  }
  return all;
}

}  // namespace driehoek::agreement
