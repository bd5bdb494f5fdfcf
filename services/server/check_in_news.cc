#include "server/check_in_news.h"

#include "absl/strings/str_cat.h"
#include "progress/checkin/check_in_proto.h"
#include "progress/checkin/lifecycle.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

using progress::checkin::CheckIn;
using progress::checkin::CheckInState;

// Somebody has it in a calendar and it is still to come.
bool IsInvitedTo(CheckInState state) {
  return state == CheckInState::kInvited || state == CheckInState::kViewsOpen;
}

// Whether the invitations had gone out when it was cancelled.
bool WasInvitedTo(const CheckIn& check_in, absl::TimeZone zone) {
  const absl::CivilDay cancelled = absl::ToCivilDay(check_in.update_time, zone);
  return cancelled >= check_in.planned_date - progress::checkin::kInviteDays;
}

}  // namespace

absl::StatusOr<notify::CheckInNews> NewsOfCheckIns::Of(const TenantId& tenant,
                                                       absl::string_view name, absl::Time now,
                                                       absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, progress::checkin::kCheckInPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found,
      check_ins_.Find(tenant, progress::checkin::CheckInId(parsed.id()), deadline));
  if (!found.has_value()) return auth::NotFound();
  const CheckIn& check_in = *found;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placement,
      placements_.Find(tenant, placement::PlacementId(check_in.placement.value()), deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto student,
                            reader_.NamedPersonOf(tenant, check_in.student, deadline));
  if (!placement.has_value() || !student.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, reader_.Zone(tenant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto contact,
      reader_.ContactOn(tenant, check_in.student, absl::ToCivilDay(now, zone), deadline));
  const progress::checkin::Arrangement& arranged = check_in.arrangement;
  notify::CheckInNews news{
      .student_name = student->display_name,
      .student_given_name = student->given_name,
      // As in the calendar feed, so that a program that reads both shows it once.
      .uid = absl::StrCat("checkin-", check_in.id.value(), "@driehoek"),
      .sequence = check_in.calendar_sequence,
      .start = check_in.start_time,
      .length = absl::Minutes(arranged.length_minutes),
      .zone = zone,
      .place = arranged.place,
      .link = arranged.link,
      .change_time = check_in.update_time,
      .student = check_in.student,
      .is_ahead = IsInvitedTo(check_in.state),
      .is_missed = check_in.state == CheckInState::kMissed,
      .is_cancelled = check_in.state == CheckInState::kCancelled && WasInvitedTo(check_in, zone)};
  if (contact.has_value()) news.contact_person = contact->teacher;
  news.participants = {check_in.student, news.contact_person, arranged.second_teacher};
  // A return day is one without the workplace (R61).
  if (check_in.kind != progress::checkin::Kind::kReturnDay &&
      placement::IsShownToEmployer(*placement)) {
    news.participants.push_back(placement->supervisor_person);
  }
  return news;
}

}  // namespace driehoek::server
