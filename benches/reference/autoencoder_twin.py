"""Times a training step of the program autoencoder, written in PyTorch layer for layer.

The batch is the one that `cargo bench -p resolid-models --bench autoencoder` takes; run both on an idle machine, one after the other:

    cargo bench -p resolid-models --bench autoencoder
    python benches/reference/autoencoder_twin.py [THREADS]
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, HEADS, HIDDEN, ENCODER, DECODER, CODE, LATENT = 192, 4, 512, 2, 4, 64, 256
FEATURES, ROWS, COMMANDS, LEVELS, BASIS = 193, 60, 6, 256, 24
NUMBERS = [2, 4, 3, 11]  # of a line, an arc, a circle, an extrusion
COUNT, STEPS = 118, 13
# Of a program of twelve commands: places of its lines, arcs, circles and extrusions.
PLACES = [[1, 2, 3, 4, 6, 7], [8], [], [5, 11]]
COMMAND = [4, 0, 0, 0, 0, 5, 4, 0, 0, 1, 0, 5, 3]


def rms_norm(x):
    return x * (x.square().mean(-1, keepdim=True) + 1e-6).rsqrt()


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.mix, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)

    def forward(self, x, mask):
        count, steps, _ = x.shape
        q, k, v = self.mix(rms_norm(x)).view(count, steps, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.out(seen.transpose(1, 2).reshape(count, steps, WIDTH))
        return x + self.down(F.relu(self.up(rms_norm(x))))


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.read, self.told = nn.Linear(FEATURES, WIDTH), nn.Linear(FEATURES, WIDTH)
        table = lambda *shape: nn.Parameter(torch.randn(*shape) * 0.05)
        self.read_place, self.told_place = table(ROWS, WIDTH), table(ROWS, WIDTH)
        self.encoder = nn.ModuleList(Block() for _ in range(ENCODER))
        self.decoder = nn.ModuleList(Block() for _ in range(DECODER))
        self.shorten, self.lengthen = nn.Linear(WIDTH, CODE), nn.Linear(CODE, WIDTH)
        self.into, self.shift, self.out_of = table(ROWS * CODE, LATENT), table(LATENT), table(LATENT, ROWS * CODE)
        self.command = nn.Linear(WIDTH, COMMANDS)
        self.heads = nn.ModuleList(nn.Linear(WIDTH, n * (BASIS + 2)) for n in NUMBERS)
        self.basis = table(BASIS, LEVELS)

    def forward(self, read, told, present, barred, commands, places, levels, causal):
        count, steps, _ = read.shape
        x = self.read(read) + self.read_place[:steps]
        for block in self.encoder:
            x = block(x, None)
        code = self.shorten(rms_norm(x)) * present
        z = torch.tanh(code.reshape(count, -1) @ self.into[: steps * CODE] + self.shift)
        unfolded = (z @ self.out_of[:, : steps * CODE]).view(count, steps, CODE)
        x = self.lengthen(unfolded) + self.told(told) + self.told_place[:steps]
        for block in self.decoder:
            x = block(x, causal)
        x = rms_norm(x).view(count * steps, WIDTH)
        loss = F.cross_entropy(self.command(x) + barred, commands, reduction="sum")
        given = torch.cat([h(x[p]).view(-1, BASIS + 2) for h, p in zip(self.heads, places) if len(p)])
        sharp = torch.exp(torch.tanh(given[:, 1:2]) * 4.4 + 3.4)
        level = torch.arange(LEVELS) / 128.0 - 1.0
        off = (level - given[:, :1]) * sharp
        scores = given[:, 2:] @ self.basis - 2.0 * torch.log(off.square() + 1.0)
        return (loss + F.cross_entropy(scores, levels, reduction="sum")) / commands.numel()


def main():
    torch.manual_seed(1)
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
    net = Autoencoder()
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.01)
    read, told = torch.randn(2, COUNT, STEPS, FEATURES)
    present = torch.ones(COUNT, STEPS, 1)
    barred = torch.zeros(COUNT * STEPS, COMMANDS)
    commands = torch.tensor(COMMAND * COUNT)
    places = [torch.tensor([b * STEPS + t for b in range(COUNT) for t in own], dtype=torch.long) for own in PLACES]
    levels = torch.randint(0, LEVELS, (sum(n * len(p) for n, p in zip(NUMBERS, places)),))
    causal = torch.full((STEPS, STEPS), -1e9).triu(1)
    print(f"{sum(p.numel() for p in net.parameters()):,} numbers, torch {torch.__version__}, {torch.get_num_threads()} threads")
    times = []
    for _ in range(40):
        start = time.perf_counter()
        loss = net(read, told, present, barred, commands, places, levels, causal)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        times.append(time.perf_counter() - start)
    times = sorted(times[5:])
    print(f"a step of {COUNT} programs of 12 commands: median {1e3 * times[len(times) // 2]:.1f} ms, best {1e3 * times[0]:.1f} ms")


main()
