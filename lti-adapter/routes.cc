#include "routes.h"

#include "json/json_writer.h"
#include "pages/assets.h"
#include "pages/page.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

Response PlainJson(int status, std::string body) {
  Response response{.status = status, .body = std::move(body)};
  response.Set("Content-Type", "application/json")
      .Set("Cache-Control", "no-store")
      .Set("X-Content-Type-Options", "nosniff");
  return response;
}

Response KeySet(OwnKeys& keys) {
  auto json = keys.KeySetJson();
  if (!json.ok()) return PlainJson(503, "{}");
  Response response{.body = *std::move(json)};
  // Short: platforms keep it on their own terms, and a new key is published long before it signs.
  response.Set("Content-Type", "application/json")
      .Set("Cache-Control", "public, max-age=300")
      .Set("X-Content-Type-Options", "nosniff");
  return response;
}

Response Ready(storage::Database& database, ServiceChannel& channel) {
  const bool database_ok = database.Ping().ok();
  const bool service_ok = channel.Reachable(absl::Seconds(1));
  return PlainJson(
      database_ok && service_ok ? 200 : 503,
      JsonObjectWriter().Bool("database", database_ok).Bool("service", service_ok).Done());
}

Response NotFoundPage(const Request& request) {
  return RefusalPage(Error(absl::StatusCode::kNotFound, "PAGE_UNKNOWN", "no such page"),
                     LanguageOf(request));
}

void AddLaunchRoutes(const RouteParts& parts, Router& router) {
  const auto login = [&login = parts.login](const Request& request) {
    return login.Login(request);
  };
  router.Handle("GET", "/lti/login", login);
  router.Handle("POST", "/lti/login", login);
  const auto login_quickly = [&login = parts.login](const Request& request, const Done& done) {
    return login.TryLogin(request, done);
  };
  router.HandleQuickly("GET", "/lti/login", login_quickly);
  router.HandleQuickly("POST", "/lti/login", login_quickly);
  router.HandleQuickly("POST", "/lti/launch",
                       [&launcher = parts.launcher](const Request& request, const Done& done) {
                         return launcher.TryLaunch(request, done);
                       });
  router.Handle("POST", "/lti/launch", [&launcher = parts.launcher](const Request& request) {
    return launcher.Launch(request);
  });
  router.Handle("POST", "/lti/launch/storage",
                [&launcher = parts.launcher](const Request& request) {
                  return launcher.FinishByStorage(request);
                });
  router.Handle("GET", "/lti/register", [&pages = parts.registration](const Request& request) {
    return pages.Show(request);
  });
  router.Handle("POST", "/lti/register", [&pages = parts.registration](const Request& request) {
    return pages.Register(request);
  });
  router.Handle("GET", "/lti/jwks", [&keys = parts.keys](const Request&) { return KeySet(keys); });
  router.HandlePrefix("GET", "/lti/assets/", ServeAsset);
}

void AddAppRoutes(const RouteParts& parts, Router& router) {
  router.Handle("GET", "/app",
                [&shell = parts.shell](const Request& request) { return shell.App(request); });
  router.HandlePrefix("GET", "/app/", [&shell = parts.shell](const Request& request) {
    return shell.File(request);
  });
  router.Handle("GET", "/g",
                [&shell = parts.shell](const Request& request) { return shell.Guest(request); });
  GuestPages& guests = parts.guests;
  router.Handle("POST", "/g/open",
                [&guests](const Request& request) { return guests.Open(request); });
  router.Handle("POST", "/g/code",
                [&guests](const Request& request) { return guests.SendCode(request); });
  router.Handle("POST", "/g/confirm",
                [&guests](const Request& request) { return guests.Confirm(request); });
  router.Handle("POST", "/g/renew",
                [&guests](const Request& request) { return guests.Renew(request); });
  router.Handle("POST", "/g/close",
                [&guests](const Request& request) { return guests.Close(request); });
}

void AddSecretRoutes(const SecretPages& pages, Router& router) {
  router.HandlePrefix("GET", "/calendar/",
                      [&pages](const Request& request) { return pages.Calendar(request); });
  router.HandlePrefix("GET", "/mail/stop/",
                      [&pages](const Request& request) { return pages.AskToStop(request); });
  router.HandlePrefix("POST", "/mail/stop/",
                      [&pages](const Request& request) { return pages.Stop(request); });
}

void AddScoreRoutes(const RouteParts& parts, Router& router) {
  ScorePages& scores = parts.scores;
  router.Handle("POST", "/api/scores/list",
                [&scores](const Request& request) { return scores.List(request); });
  router.Handle("POST", "/api/scores/history",
                [&scores](const Request& request) { return scores.History(request); });
  router.Handle("POST", "/api/scores/resend",
                [&scores](const Request& request) { return scores.Resend(request); });
}

}  // namespace

Router MakeRouter(const RouteParts& parts) {
  Router router;
  AddLaunchRoutes(parts, router);
  AddAppRoutes(parts, router);
  AddSecretRoutes(parts.secrets, router);
  AddScoreRoutes(parts, router);
  const auto call = [&gateway = parts.gateway](const Request& request) {
    return gateway.Call(request);
  };
  for (const std::string& path : parts.methods.Paths()) router.Handle("POST", path, call);
  // The rest of the contract answers in the protocol's own way that it is not for browsers.
  router.HandlePrefix("POST", "/driehoek.v1.", call);
  router.Handle("GET", "/healthz", [](const Request&) { return PlainJson(200, "{}"); });
  router.Handle("GET", "/readyz",
                [&database = parts.database, &channel = parts.channel](const Request&) {
                  return Ready(database, channel);
                });
  router.Otherwise(NotFoundPage);
  return router;
}

}  // namespace driehoek::lti
