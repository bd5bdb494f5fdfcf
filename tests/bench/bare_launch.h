// The baseline of a launch: what nobody can leave out. Reads the two forms and verifies the token's
// signature with a key that was parsed before; no state, no session, no claim.
#pragma once

#include <openssl/evp.h>

#include <string>

namespace driehoek::bench {

// Whether `launch_form` holds an id_token that `key` signed (RS256), after reading both forms.
bool BareLaunch(EVP_PKEY* key, const std::string& login_form, const std::string& launch_form);

}  // namespace driehoek::bench
