// A verified launch that waits for the browser's proof: kept for a minute, sealed. A form is enough
// to write it down: all its values are text.
#pragma once

#include <string>

#include "http/form.h"
#include "launch/verify.h"
#include "platform/registration.h"

namespace driehoek::lti {

struct WaitingLaunch {
  static std::string Write(const Verifier::Launch& launch, const std::string& registration_id,
                           const std::string& proof);
  static Verifier::Launch Read(const Form& form, const Registration& registration);
};

}  // namespace driehoek::lti
