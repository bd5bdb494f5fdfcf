#include "server/signal_news.h"

#include "progress/signal/signal_proto.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {

absl::StatusOr<notify::SignalNews> NewsOfSignals::Of(const TenantId& tenant, absl::string_view name,
                                                     absl::Time /*now*/, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, progress::signal::kSignalPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto signal, signals_.Find(tenant, progress::signal::SignalId(parsed.id()), deadline));
  if (!signal.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto student,
                            reader_.NamedPersonOf(tenant, signal->student, deadline));
  if (!student.has_value()) return auth::NotFound();
  notify::SignalNews news{.student_name = student->display_name,
                          .student_given_name = student->given_name,
                          .acknowledge_by = signal->acknowledge_due,
                          .addressee = signal->addressee,
                          .is_unseen = signal->state == progress::signal::State::kRaised,
                          .is_escalated = signal->state == progress::signal::State::kEscalated,
                          .is_pressing = signal->severity == progress::signal::Severity::kUrgent};
  if (!signal->addressee.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto addressee,
                              reader_.NamedPersonOf(tenant, signal->addressee, deadline));
    if (addressee.has_value()) news.addressee_name = addressee->display_name;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(news.managers, roles_.HoldersOf(tenant, auth::Role::kProgrammeManager,
                                                            signal->programme.value(), deadline));
  return news;
}

}  // namespace driehoek::server
