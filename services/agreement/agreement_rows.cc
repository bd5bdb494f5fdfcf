#include "agreement/agreement_rows.h"

#include <string>

#include "agreement/agreement_names.h"
#include "shared/storage/columns.h"

namespace driehoek::agreement {
namespace {

using storage::IdOrNull;
using storage::ToValue;
using storage::Value;

template <typename E>
E Known(const std::string& name) {
  return EnumFromName<E>(name).value_or(E{});
}

Value NumberOrNull(const std::optional<Version>& version) {
  return version.has_value() ? Value(std::int64_t{version->number}) : Value(std::monostate{});
}

// Person of the programme, person and organisation of the workplace.
void AddPeople(const Version* version, std::vector<Value>& values) {
  const Party* programme =
      version == nullptr ? nullptr : FindParty(*version, PartyRole::kProgramme);
  const Party* workplace =
      version == nullptr ? nullptr : FindParty(*version, PartyRole::kWorkplace);
  values.push_back(IdOrNull(programme == nullptr ? "" : programme->person.value()));
  values.push_back(IdOrNull(workplace == nullptr ? "" : workplace->person.value()));
  values.push_back(IdOrNull(workplace == nullptr ? "" : workplace->organisation.value()));
}

}  // namespace

AgreementRow ReadAgreementRow(const storage::Row& row) {
  return {.agreement = {.id = AgreementId(row.Text(0)),
                        .placement = PlacementId(row.Text(2)),
                        .student = PersonId(row.Text(3)),
                        .programme_variant = row.Text(4),
                        .variant = Known<Variant>(row.Text(5)),
                        .funding = Known<Funding>(row.Text(6)),
                        .kind = Known<Kind>(row.Text(7)),
                        .language = Known<Language>(row.Text(8)),
                        .student_name = row.Text(9),
                        .programme_name = row.Text(10),
                        .organisation_name = row.Text(11),
                        .institution_name = row.Text(12),
                        .newest_number = static_cast<int>(row.Int(13)),
                        .due_day = storage::DayOf(absl::string_view(row.Text(16))),
                        .overdue_time = row.OptionalTime(17),
                        .framework = FrameworkId(row.OptionalText(18).value_or("")),
                        .framework_title = row.Text(19),
                        .create_time = row.Time(20),
                        .update_time = row.Time(21),
                        .version = row.Int(1)},
          .in_force_number = static_cast<int>(row.OptionalInt(14).value_or(0)),
          .proposal_number = static_cast<int>(row.OptionalInt(15).value_or(0))};
}

std::vector<Value> AgreementValues(const Agreement& agreement, std::int64_t version) {
  std::vector<Value> values = {agreement.id.value(),
                               version,
                               agreement.placement.value(),
                               agreement.student.value(),
                               agreement.programme_variant,
                               std::string(NameOf(agreement.variant)),
                               std::string(NameOf(agreement.funding)),
                               std::string(NameOf(agreement.kind)),
                               std::string(NameOf(agreement.language)),
                               agreement.student_name,
                               agreement.programme_name,
                               agreement.organisation_name,
                               agreement.institution_name,
                               std::string(NameOf(Newest(agreement).state)),
                               ToValue(IsOpen(agreement)),
                               std::int64_t{agreement.newest_number},
                               NumberOrNull(agreement.in_force),
                               NumberOrNull(agreement.proposal),
                               agreement.in_force.has_value() ? ToValue(agreement.in_force->end_day)
                                                              : Value(std::monostate{})};
  AddPeople(agreement.in_force.has_value() ? &*agreement.in_force : nullptr, values);
  AddPeople(VisibleProposal(agreement), values);
  values.insert(values.end(), {ToValue(agreement.due_day), ToValue(agreement.overdue_time),
                               IdOrNull(agreement.framework.value()), agreement.framework_title,
                               ToValue(agreement.create_time), ToValue(agreement.update_time)});
  return values;
}

}  // namespace driehoek::agreement
