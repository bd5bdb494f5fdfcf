// Identifiers of the directory: last segments of resource names.
#pragma once

#include "shared/base/strong_id.h"

namespace driehoek::directory {

using ProgrammeId = StrongId<struct ProgrammeTag>;
using ProgrammeVariantId = StrongId<struct ProgrammeVariantTag>;
using PolicySetId = StrongId<struct PolicySetTag>;
using OutcomeSetId = StrongId<struct OutcomeSetTag>;
using EnrolmentId = StrongId<struct EnrolmentTag>;
using ContactAssignmentId = StrongId<struct ContactAssignmentTag>;
using OrganisationId = StrongId<struct OrganisationTag>;
using EstablishmentId = StrongId<struct EstablishmentTag>;
using WorkplaceId = StrongId<struct WorkplaceTag>;
using JobRoleId = StrongId<struct JobRoleTag>;
using SupervisorId = StrongId<struct SupervisorTag>;

}  // namespace driehoek::directory
