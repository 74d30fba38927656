#!/usr/bin/env python3
"""Makes the two embedded fonts out of Inter 4.001, as the npm package @expo-google-fonts/inter 0.4.2 ships it.

    npm pack @expo-google-fonts/inter@0.4.2 && tar xzf expo-google-fonts-inter-0.4.2.tgz
    pip install fonttools
    python subset.py package

Keeps Latin, a few symbols, and no hinting. The font's kerning stands in GPOS, which the glyph rasteriser does not
read, so the pairs of ASCII characters are written into an old-style `kern` table.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2015), (0x2018, 0x201E), (0x2032, 0x2033), (0x2190, 0x2193)]
SINGLE = [0x394, 0x3BC, 0x2022, 0x2026, 0x2044, 0x2070, 0x2074, 0x207B, 0x2205, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713, 0x2717]


def pairs(font):
    """Horizontal kerning of ASCII pairs in font units."""
    cmap = font.getBestCmap()
    glyphs = sorted({cmap[c] for c in range(0x21, 0x7F)})
    gpos = font["GPOS"].table
    lookups = sorted({i for f in gpos.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex})
    found = {}
    for index in lookups:
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            for left in glyphs:
                if left not in table.Coverage.glyphs:
                    continue
                if table.Format == 1:
                    records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
                    values = {r.SecondGlyph: r.Value1 for r in records}
                else:
                    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
                    values = {g: row[table.ClassDef2.classDefs.get(g, 0)].Value1 for g in glyphs}
                for right in glyphs:
                    if (left, right) not in found and right in values:
                        # A subtable that knows the pair ends the search, also where it says zero.
                        value = getattr(values[right], "XAdvance", 0) if values[right] else 0
                        found[left, right] = value
    return {k: v for k, v in found.items() if abs(v) >= 12}


def main(package):
    for source, target in [("400Regular/Inter_400Regular", "Inter-Regular"), ("600SemiBold/Inter_600SemiBold", "Inter-SemiBold")]:
        font = TTFont(package / f"{source}.ttf")
        kerning = pairs(font)
        options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[0, 1, 2, 4, 5, 6, 13, 14])
        options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "gasp", "DSIG"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)] + SINGLE)
        subsetter.subset(font)
        table = KernTable_format_0()
        table.version, table.coverage, table.format, table.apple = 0, 1, 0, False
        table.kernTable = kerning
        font["kern"] = newTable("kern")
        font["kern"].version, font["kern"].kernTables = 0, [table]
        font.recalcTimestamp = False
        font.save(f"{target}.ttf")
        print(target, len(kerning), "pairs", Path(f"{target}.ttf").stat().st_size, "bytes")


main(Path(sys.argv[1]))
