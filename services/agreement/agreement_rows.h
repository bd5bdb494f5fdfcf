// The row of an agreement itself.
#pragma once

#include <vector>

#include "agreement/agreement.h"
#include "shared/storage/database.h"

namespace driehoek::agreement {

struct AgreementRow {
  Agreement agreement;      // without its versions
  int in_force_number = 0;  // 0: none
  int proposal_number = 0;
};
// Reads the columns id, version, placement_id, student_id, programme_variant, variant, funding,
// kind, language, student_name, programme_name, organisation_name, institution_name, newest_number,
// in_force_number, proposal_number, due_date, overdue_us, framework_agreement_id, framework_title,
// create_us, update_us, in this order.
AgreementRow ReadAgreementRow(const storage::Row& row);

// Parameters $2.. of the statement that inserts an agreement at `version`.
std::vector<storage::Value> AgreementValues(const Agreement& agreement, std::int64_t version);

}  // namespace driehoek::agreement
