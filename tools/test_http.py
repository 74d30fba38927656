"""The running server against its own OpenAPI document, by a contract tester that is not ours.

usage: test_http.py RESOLID [EXAMPLES]

Starts `resolid serve` on a free port with a job that has ended, and has schemathesis send EXAMPLES (40 unless said otherwise) requests to each
address, made from the document: such as it allows, and such as it does not. Every answer has to be of a status, a type and a form that
the document names; none may be 5xx but 503 with its reason. Streams of events are left out: they do not end.
Ends with "N passed, N failed", and with 1 if anything failed.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance"


def main(resolid, examples):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as aside:
        server = subprocess.Popen(
            [resolid, "serve", "--port", "0", "--folder", folder, "--time-limit", "5s"], stdout=subprocess.PIPE, text=True
        )
        try:
            url = server.stdout.readline().split()[1].rstrip("/")
            mesh = (ROOT / "examples/bracket.stl").read_bytes()
            request = urllib.request.Request(
                f"{url}/api/jobs?name=bracket.stl", mesh, {"Content-Type": "application/octet-stream"}
            )
            job = json.load(urllib.request.urlopen(request))["id"]
            while json.load(urllib.request.urlopen(f"{url}/api/jobs/{job}"))["state"] not in ("done", "failed"):
                time.sleep(0.05)
            # Requests about a job are about this one, but for those that would take it away.
            (pathlib.Path(aside) / "schemathesis.toml").write_text(
                f'[parameters]\n"path.id" = "{job}"\n\n[[operations]]\ninclude-name = "DELETE /api/jobs/{{id}}"\n'
                'parameters = { "path.id" = "none" }\n'
            )
            command = [
                str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", f"{url}/api/openapi.json", "--checks", CHECKS,
                "--max-examples", str(examples), "--seed", "1", "--phases", "examples,coverage,fuzzing", "--exclude-path", "/api/events",
                "--generation-deterministic", "--request-timeout", "60", "--no-color",
            ]
            done = subprocess.run(command, cwd=aside, text=True, capture_output=True)
            print(done.stdout[-6000:], done.stderr[-2000:])
            # Whatever was asked, it is still there, and the job with it or taken away in good order.
            alive = urllib.request.urlopen(f"{url}/api/about").status == 200 and server.poll() is None
            passed = done.returncode == 0 and alive
            print(f"{int(passed)} passed, {int(not passed)} failed")
            return 0 if passed else 1
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40))
