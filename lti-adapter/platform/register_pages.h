// The registration page that an LMS opens for its administrator: GET shows which platform was found
// and changes nothing, POST registers. Behind a one-time invitation, which only a success uses up.
// Frameable by anybody, because the LMS is not known before (Moodle opens the page in a frame).
#pragma once

#include <string>

#include "http/request.h"
#include "http/response.h"
#include "platform/http_client.h"
#include "platform/registration_store.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class RegisterPages {
 public:
  struct Parts {
    RegistrationStore& store;
    HttpClient& client;
    AddressRules rules;
    std::string public_url;
  };
  explicit RegisterPages(Parts parts) : parts_(std::move(parts)) {}

  // GET /lti/register?invite=CODE&openid_configuration=URL&registration_token=T
  Response Show(const Request& request);
  // POST /lti/register with the same as form fields.
  Response Register(const Request& request);

 private:
  Parts parts_;
};

}  // namespace driehoek::lti
