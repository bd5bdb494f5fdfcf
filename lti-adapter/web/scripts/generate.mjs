// Makes src/gen from the contract in /proto, with the same protoc as the C++ build. Does nothing when it is up to date.
// Every byte of a descriptor is loaded by phones, so two things are left out: annotations (field behaviour, resource
// patterns), which are for people and servers, and what no screen uses yet (the list below; take a name off to use it). Calls
// that only a few screens make stand in a file of their own, so that nobody else loads them (`apart`).
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const here = fileURLToPath(import.meta.url);
const web = dirname(dirname(here));
const protos = join(web, "../../proto");
const google = join(protos, "node_modules/google-proto-files");
const out = join(web, "src/gen");

if (!existsSync(google)) {
  console.error(`No google protos in ${google}. Run "npm ci" in ${protos} first.`);
  process.exit(1);
}
const own = readdirSync(join(protos, "driehoek/v1"))
  .filter((name) => name.endsWith(".proto"))
  .sort()
  .map((name) => `driehoek/v1/${name}`);
const foreign = ["google/rpc/error_details.proto", "google/type/date.proto"];
const unused = /^(?!ListProgramme(s|Variants))(Create|Get|List|Update)?(PolicySet|OutcomeSet|AgreementTemplate|ProgrammeVariant|Programme|Institution|EnsurePerson|OpenGuestLink|ConfirmAddress|RequestNewGuestLink|RequestAddressCode|ProposeWorkplace|ScreenPlacement|ForecastShortfall|AxesDistribution)(s|Request|Response|sRequest|sResponse)?$/;
/** Calls that no screen makes, though others of the same resource are made. */
const uncalled = new Set(["ListAgreementVersions", "GetFrameworkAgreement", "GetGuestGrant", "GetEstablishment"]);
// Made with the calls of a file of their own, below.
uncalled.add("ListAgreements");
for (const method of ["GetContactMoment", "StopNotifications", "OpenCalendarFeed"]) uncalled.add(method);
const isUncalled = (message) => uncalled.has(message.replace(/(Request|Response)$/, ""));
/** Methods of a service, with their messages, that go to a file of their own: same service, same paths, fewer readers. */
const apart = [
  { file: "driehoek/v1/placement_search.proto", from: "driehoek/v1/placement_service.proto", methods: ["ProposeWorkplace", "ScreenPlacement", "ForecastShortfall", "GetAxesDistribution"] },
  // What every home reads. All else is done on the page of an agreement, which most open later.
  { file: "driehoek/v1/agreement_read.proto", from: "driehoek/v1/agreement_service.proto", methods: ["GetAgreement", "ListAgreements"] },
];
/** The enums of these stand in other messages. */
const kept = new Set(["Programme", "ProgrammeVariant", "Institution"]);
const target = (proto) => join(out, proto.replace(/\.proto$/, "_pb.ts"));
const changed = (file, since) => statSync(file).mtimeMs > since;
const fresh = [...own, ...foreign, ...apart.map(({ file }) => file)].every((proto) => existsSync(target(proto)))
  && own.every((proto) => !changed(join(protos, proto), statSync(target(proto)).mtimeMs) && !changed(here, statSync(target(proto)).mtimeMs));
if (fresh) process.exit(0);

function protoc(args) {
  try {
    execFileSync("protoc", args, { stdio: "inherit" });
  } catch (problem) {
    console.error(problem.code === "ENOENT" ? "protoc is not installed (apt-get install protobuf-compiler)." : "protoc stopped.");
    process.exit(1);
  }
}

function stripMessage(message) {
  for (const field of message.field) field.options = undefined;
  if (message.options?.mapEntry !== true) message.options = undefined;
  message.nestedType.forEach(stripMessage);
}

/**
 * Descriptors are mostly names, and names in base64 stand at any of three offsets: compression finds few of them again. So they are
 * written as they are, and made base64 in the browser.
 */
function spell(file) {
  const descriptor = /\bfileDesc\("([^"]*)"/;
  const spelt = (_, base64) => `fileDesc(/*@__PURE__*/ btoa(${JSON.stringify(Buffer.from(base64, "base64").toString("latin1"))})`;
  writeFileSync(file, readFileSync(file, "utf8").replace(descriptor, spelt));
}

/** Writes the set, and the TypeScript of these files of it. */
function write(set, files, names) {
  writeFileSync(set, toBinary(FileDescriptorSetSchema, files));
  protoc([
    `--plugin=protoc-gen-es=${join(web, "node_modules/.bin/protoc-gen-es")}`,
    `--es_out=${out}`,
    "--es_opt=target=ts,import_extension=none",
    `--descriptor_set_in=${set}`,
    ...names,
  ]);
  names.map(target).forEach(spell);
}

const work = mkdtempSync(join(tmpdir(), "driehoek-gen-"));
try {
  const set = join(work, "set.binpb");
  protoc(["--include_imports", `--descriptor_set_out=${set}`, `--proto_path=${protos}`, `--proto_path=${google}`, ...own, ...foreign]);
  const whole = readFileSync(set);
  const files = fromBinary(FileDescriptorSetSchema, whole);
  files.file = files.file.filter((file) => !file.name.startsWith("google/api/"));
  for (const file of files.file.filter(({ name }) => name.startsWith("driehoek/"))) {
    file.dependency = file.dependency.filter((name) => !name.startsWith("google/api/"));
    file.messageType = file.messageType.filter(({ name }) => kept.has(name) || !(unused.test(name) || isUncalled(name)));
    file.messageType.forEach(stripMessage);
    for (const service of file.service) service.method = service.method.filter(({ name }) => !unused.test(name) && !uncalled.has(name));
  }
  // Of the details of an error only the reason and the wrong fields are read.
  for (const file of files.file.filter(({ name }) => name === "google/rpc/error_details.proto")) {
    file.messageType = file.messageType.filter(({ name }) => ["ErrorInfo", "BadRequest", "LocalizedMessage"].includes(name));
    file.dependency = [];
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  write(set, files, [...own, ...foreign]);
  // The same set with the other half of a service in its place: one set cannot hold a service twice.
  for (const { file, from, methods } of apart) {
    const half = fromBinary(FileDescriptorSetSchema, whole).file.find(({ name }) => name === from);
    half.name = file;
    half.dependency = half.dependency.filter((name) => !name.startsWith("google/api/") && name !== "google/protobuf/field_mask.proto");
    half.messageType = half.messageType.filter(({ name }) => methods.some((method) => name === `${method}Request` || name === `${method}Response`));
    half.messageType.forEach(stripMessage);
    for (const service of half.service) service.method = service.method.filter(({ name }) => methods.includes(name));
    write(set, { ...files, file: [...files.file.filter(({ name }) => name !== from), half] }, [file]);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
