// Answers that are made for one request go compressed to browsers: on a phone with a bad network
// the bytes are most of the wait. Files of the web UI are compressed when it is built.
#pragma once

#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

// Packs the body with gzip (RFC 1952) when the browser takes that and the body is long enough to
// gain by it. Leaves it as it is otherwise, and when it has a coding already.
//
// The length of a compressed answer tells who watches the line how much of it was repeated. That
// gives a secret away only where somebody can ask for the same secret again and again beside a text
// of his own (BREACH, Gluck, Harris and Prado 2013). So this is for answers that no other site can
// make a browser ask for: calls with a bearer token from our own origin, and pages whose token is
// drawn anew for every answer and whose code or link works for who holds it.
void Compress(const Request& request, Response& response);

}  // namespace driehoek::lti
