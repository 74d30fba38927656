"""The program autoencoder in PyTorch, timed beside Resolid's in one run.

    python3 -m venv .venv-torch && .venv-torch/bin/pip install torch numpy safetensors
    cargo bench --no-run -p resolid-models --bench autoencoder        (says where the program lies)
    .venv-torch/bin/python benches/reference/autoencoder.py PROGRAM [ROUNDS]

Resolid's benchmark writes its weights, its batch and what it made of them; the twin is given the same, must come to the same loss and the
same latents, and is timed on the same work. Both take turns, with as many threads each, and the least time counts, since a
busy machine only ever adds to it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

WIDTH, HEADS, HIDDEN, ENCODER, DECODER, CODE, LATENT = 192, 4, 512, 2, 4, 64, 256
ROWS, LEVELS, BASIS, TAILS = 60, 256, 24, 2.0
COLUMNS = [2, 4, 3, 11]  # numbers of a line, an arc, a circle, an extrusion
RATE, BETAS, EPSILON, DECAY, CLIP, KEEP = 1e-3, (0.9, 0.98), 1e-8, 0.01, 1.0, 0.999


class Twin:
    """The same arrays under the same names."""

    def __init__(self, arrays, learns):
        self.p = {k: v.clone().requires_grad_(learns) for k, v in arrays.items()}

    def linear(self, name, x):
        return F.linear(x, self.p[name + ".weight"].t(), self.p[name + ".bias"])

    @staticmethod
    def norm(x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6)

    def mixed(self, name, x):
        count, steps, _ = x.shape
        q, k, v = self.linear(name + ".mix", self.norm(x)).split(WIDTH, 2)
        return [t.reshape(count, steps, HEADS, WIDTH // HEADS).transpose(1, 2) for t in (q, k, v)]

    def second(self, name, x):
        return x + self.linear(name + ".down", F.relu(self.linear(name + ".up", self.norm(x))))

    def block(self, name, x, mask, causal=False):
        q, k, v = self.mixed(name, x)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.second(name, x + self.linear(name + ".out", seen.transpose(1, 2).reshape(x.shape)))

    def encode(self, b):
        count, steps, _ = b["read"].shape
        mask = torch.where(b["present"] > 0, 0.0, -1e9)[:, None, None, :]
        x = self.linear("read", b["read"]) + self.p["read_place"][:steps]
        for k in range(ENCODER):
            x = self.block(f"encoder.{k}", x, mask)
        code = self.linear("shorten", self.norm(x)) * b["present"][:, :, None]
        return torch.tanh(code.reshape(count, -1) @ self.p["into"][: steps * CODE] + self.p["into_shift"])

    def unfolded(self, latents, steps):
        code = latents @ self.p["out_of"][:, : steps * CODE]
        return self.linear("lengthen", code.reshape(len(latents), steps, CODE))

    def scores(self, k, x):
        given = self.linear(f"numbers.heads.{k}", x).reshape(-1, BASIS + 2)
        level = torch.arange(LEVELS, dtype=torch.float32) / 128 - 1
        sharp = torch.exp(torch.tanh(given[:, 1:2] - 0.75) * 4.4 + 3.4)
        off = (level - given[:, :1]) * sharp
        return given[:, 2:] @ self.p["numbers.basis"] - TAILS * torch.log(off.square() + 1)

    def cost(self, b):
        count, steps, _ = b["told"].shape
        x = self.unfolded(self.encode(b), steps) + self.linear("told", b["told"]) + self.p["told_place"][:steps]
        for k in range(DECODER):
            x = self.block(f"decoder.{k}", x, None, causal=True)
        x = self.norm(x).reshape(count * steps, WIDTH)
        scores = self.linear("command", x) + b["barred"].reshape(-1, 6)
        surprise = F.cross_entropy(scores, b["commands"].reshape(-1), reduction="none")
        loss = (surprise * b["counted"].reshape(-1)).sum()
        for k in range(4):
            if len(b[f"places{k}"]):
                scores = self.scores(k, x[b[f"places{k}"]])
                loss = loss + F.cross_entropy(scores, b[f"levels{k}"], reduction="sum")
        return loss / b["counted"].sum()

    def decode(self, latents, b):
        """A row at a time with a cache. What it is told before each row is given, so that making it costs nothing here."""
        count, steps, _ = b["told"].shape
        from_latent = self.unfolded(latents, ROWS) + self.p["told_place"]
        room = lambda: torch.zeros(count, HEADS, ROWS, WIDTH // HEADS)
        caches = [(room(), room()) for _ in range(DECODER)]
        written = 0
        for t in range(steps):
            x = from_latent[:, t : t + 1] + self.linear("told", b["told"][:, t : t + 1])
            for k, (keys, values) in enumerate(caches):
                name = f"decoder.{k}"
                q, keys[:, :, t : t + 1], values[:, :, t : t + 1] = self.mixed(name, x)
                seen = F.scaled_dot_product_attention(q, keys[:, :, : t + 1], values[:, :, : t + 1])
                x = self.second(name, x + self.linear(name + ".out", seen.transpose(1, 2).reshape(x.shape)))
            x = self.norm(x)[:, 0]
            self.linear("command", x).argmax(1).tolist()
            for k, command in enumerate((0, 1, 2, 5)):
                own = (b["commands"][:, t] == command).nonzero()[:, 0]
                if len(own):
                    written += self.scores(k, x[own]).argmax(1).numel()
        return written


def batch(arrays):
    whole = {"commands", *(f"places{k}" for k in range(4)), *(f"levels{k}" for k in range(4))}
    return {k: v.long() if k in whole else v for k, v in arrays.items()}


def timed(work, rounds):
    best = 1e9
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    threads = torch.get_num_threads()
    best = {}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds):
            environment = {**os.environ, "RAYON_NUM_THREADS": str(threads)}
            told = subprocess.run([program, "--twin", folder], env=environment, check=True, capture_output=True, text=True)
            ours = json.loads(told.stdout.splitlines()[-1])
            net = Twin(load_file(f"{folder}/weights.safetensors"), True)
            b, many = (batch(load_file(f"{folder}/{n}.safetensors")) for n in ("step", "many"))
            if turn == 0:
                with torch.no_grad():
                    latents = net.encode(b)
                off = (latents - b["latents"]).abs().max().item()
                loss = net.cost(b).item()
                print(f"the same net: loss {ours['loss']:.6f} and {loss:.6f}, latents {off:.1e} apart at most, {threads} threads")
                assert abs(loss - ours["loss"]) < 1e-3 * ours["loss"] and off < 1e-4, "this is no twin"
            optimiser = torch.optim.AdamW(net.p.values(), RATE, BETAS, EPSILON, DECAY)
            average = [v.detach().clone() for v in net.p.values()]

            def step():
                optimiser.zero_grad()
                net.cost(b).backward()
                torch.nn.utils.clip_grad_norm_(net.p.values(), CLIP)
                optimiser.step()
                with torch.no_grad():
                    torch._foreach_lerp_(average, list(net.p.values()), 1 - KEEP)

            theirs = {"step": timed(step, 20)}
            with torch.no_grad():
                theirs["encode"] = timed(lambda: net.encode(many), 5)
                latents = net.encode(many)
                theirs["decode"] = timed(lambda: net.decode(latents, many), 5)
            for name, seconds in theirs.items():
                mine, other = best.get(name, (1e9, 1e9))
                best[name] = (min(mine, ours[name]), min(other, seconds))
    print(f"{'':10}{'Resolid':>12}{'PyTorch':>12}{'PyTorch / Resolid':>20}{'GFLOP':>8}{'Resolid GFLOP/s':>18}")
    for name, (mine, other) in best.items():
        work = ours["gflop"][name]
        print(f"{name:10}{1e3 * mine:>9.1f} ms{1e3 * other:>9.1f} ms{other / mine:>20.2f}{work:>8.2f}{work / mine:>18.1f}")
    both = best["encode"][0] + best["decode"][0]
    print(f"encode and decode, {ours['programs']} at a time: {ours['programs'] / both:.0f} programs a second on {threads} threads")


main()
