// How surfaces look. Light comes from over the viewer's shoulder, so nothing is ever black, and is worked out a
// corner, since normals are split where edges are: cheap on purpose, for drawing without a graphics card.

import { DoubleSide, FrontSide, ShaderMaterial, Vector3, Vector4 } from "three";

export interface Look {
  /** Red, green, blue from 0 to 1; not for a tinted surface. */
  colour?: [number, number, number];
  /** A colour a place, in the attribute `tint`: colours that stand for lengths are shaded little. */
  tinted?: boolean;
  /** How far it steps back where two surfaces lie in one plane. */
  back?: number;
  /** Seen from both sides. */
  open?: boolean;
}

export function surfaceMaterial({ colour = [1, 1, 1], tinted = false, back = 0, open = false }: Look): ShaderMaterial {
  const material = new ShaderMaterial({
    uniforms: {
      colour: { value: new Vector3(...colour) },
      opacity: { value: 1 },
      size: { value: 3 },
      // What lies beyond the plane, at n·p > w, is left out.
      plane: { value: new Vector4(0, 0, 1, 0) },
    },
    defines: tinted ? { EACH: "" } : {},
    // The far side of what is closed is never seen, and half of the work.
    side: open ? DoubleSide : FrontSide,
    polygonOffset: back > 0,
    polygonOffsetFactor: back,
    polygonOffsetUnits: 4 * back,
    vertexShader: `
      uniform float size;
      uniform vec4 plane;
      varying vec3 shade;
      #ifdef SECTION
        varying float beyond;
      #endif
      #ifdef EACH
        attribute vec3 tint;
      #else
        uniform vec3 colour;
      #endif
      void main() {
        vec3 n = normalize(normalMatrix * normal);
        float key = abs(dot(n, vec3(0.36, 0.48, 0.80)));
        float fill = abs(dot(n, vec3(-0.70, 0.10, 0.70)));
        #ifdef EACH
          shade = tint * (0.76 + 0.24 * key);
        #else
          shade = colour * (0.52 + 0.43 * key + 0.12 * fill);
        #endif
        #ifdef SECTION
          beyond = dot(plane.xyz, (modelMatrix * vec4(position, 1.0)).xyz) - plane.w;
        #endif
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
        gl_PointSize = size;
      }`,
    fragmentShader: `
      uniform float opacity;
      varying vec3 shade;
      #ifdef SECTION
        varying float beyond;
      #endif
      void main() {
        #ifdef SECTION
          if (beyond > 0.0) discard;
        #endif
        gl_FragColor = vec4(min(shade, 1.0), opacity);
      }`,
  });
  return material;
}

/** Lines of one colour that the section plane cuts too. */
export function lineMaterial(): ShaderMaterial {
  const material = surfaceMaterial({});
  material.vertexShader = `
    uniform vec4 plane;
    #ifdef SECTION
      varying float beyond;
    #endif
    void main() {
      #ifdef SECTION
        beyond = dot(plane.xyz, (modelMatrix * vec4(position, 1.0)).xyz) - plane.w;
      #endif
      gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    }`;
  material.fragmentShader = `
    uniform vec3 colour;
    uniform float opacity;
    #ifdef SECTION
      varying float beyond;
    #endif
    void main() {
      #ifdef SECTION
        if (beyond > 0.0) discard;
      #endif
      gl_FragColor = vec4(colour, opacity);
    }`;
  return material;
}

/** Turns the cut on or off. */
export function cutBy(material: ShaderMaterial, plane: Vector4 | null): void {
  const on = plane !== null;
  if ("SECTION" in material.defines !== on) {
    if (on) material.defines.SECTION = "";
    else delete material.defines.SECTION;
    material.needsUpdate = true;
  }
  if (plane) material.uniforms.plane.value.copy(plane);
}

export function fade(material: ShaderMaterial, opacity: number): void {
  const clear = opacity < 0.999;
  material.transparent = clear;
  material.depthWrite = !clear;
  material.uniforms.opacity.value = opacity;
}
