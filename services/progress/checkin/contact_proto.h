// Between contact and the contract.
#pragma once

#include <string>

#include "driehoek/v1/contact.pb.h"
#include "progress/checkin/contact.h"
#include "progress/facts.h"
#include "shared/auth/caller.h"
#include "shared/base/errors.h"

namespace driehoek::progress::checkin {

inline constexpr absl::string_view kContactMomentPattern =
    "institutions/{institution}/contactMoments/{contact_moment}";
inline constexpr absl::string_view kContactOverviewPattern =
    "institutions/{institution}/placements/{placement}/contactOverview";

std::string ContactMomentName(const TenantId& tenant, const ContactMomentId& id);

// As `role` may read it: the note is for the parties that took part, practice office and manager.
v1::ContactMoment ToProto(const TenantId& tenant, const ContactMoment& moment, auth::Role role);
v1::ContactOverview ToProto(const TenantId& tenant, const PlacementId& placement,
                            const ContactOverview& overview);

// `parties`, `contact_date`, `kind` and `note`. FIELD_MISSING, DATE_INVALID.
ContactMoment FromProto(const v1::ContactMoment& proto, FieldViolations& violations);

}  // namespace driehoek::progress::checkin
