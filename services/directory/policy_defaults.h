// The policy sets that every institution starts with, one a variant: the table of the domain text,
// section 6.3.
#pragma once

#include "directory/policy_set.h"

namespace driehoek::directory {

// Without id, number and times.
PolicySet DefaultPolicySet(Variant variant);

}  // namespace driehoek::directory
