// What calendars ask of placements, learning tasks and check-ins, joined.
#pragma once

#include <string>
#include <vector>

#include "access/ports.h"
#include "calendar/facts.h"
#include "directory/reader.h"
#include "placement/sql_placement_store.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/task/sql_task_store.h"
#include "server/task_joins.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class AgendasOfHouse final : public calendar::Agendas {
 public:
  struct Parts {
    access::People& people;
    const directory::DirectoryReader& reader;
    const placement::SqlPlacementStore& placements;
    PlacementsOfProgress& progress_placements;
    ProgrammesOfTasks& programmes;
    const progress::task::SqlTaskStore& tasks;
    const progress::checkin::SqlCheckInStore& check_ins;
  };
  explicit AgendasOfHouse(const Parts& parts) : parts_(parts) {}
  absl::StatusOr<calendar::Agenda> Of(const TenantId& tenant, const PersonId& person,
                                      absl::Time now, absl::Time deadline) override;

 private:
  // The placement as `person` stands to it; `is_contact`: as contact person of its student.
  absl::StatusOr<calendar::OwnPlacement> View(const TenantId& tenant, const PersonId& person,
                                              const placement::Placement& placement,
                                              bool is_contact, absl::Time deadline);
  // Verdicts that `person` owes as the named teacher, on placements that are not in `agenda`.
  absl::Status AddOwed(const TenantId& tenant, const PersonId& person, absl::Time deadline,
                       calendar::Agenda& agenda);
  absl::StatusOr<std::string> NameOf(const TenantId& tenant, const PersonId& person,
                                     absl::Time deadline);

  const Parts parts_;
};

}  // namespace driehoek::server
