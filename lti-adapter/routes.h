// Which path is answered by what.
#pragma once

#include "app/shell.h"
#include "gateway/gateway.h"
#include "guest/guest_pages.h"
#include "guest/secret_pages.h"
#include "http/router.h"
#include "launch/launch.h"
#include "launch/oidc_login.h"
#include "passback/score_pages.h"
#include "platform/own_keys.h"
#include "platform/register_pages.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Everything that answers requests. All of it must outlive the router.
struct RouteParts {
  OidcLogin& login;
  Launcher& launcher;
  RegisterPages& registration;
  OwnKeys& keys;
  Shell& shell;
  Gateway& gateway;
  GuestPages& guests;
  const SecretPages& secrets;
  ScorePages& scores;
  const MethodTable& methods;
  storage::Database& database;
  ServiceChannel& channel;
};

Router MakeRouter(const RouteParts& parts);

}  // namespace driehoek::lti
