// Input and result in 3D, from what the page carries. One canvas, one camera; side by side is the same view drawn twice.
"use strict";
(async () => {
  const started = performance.now();
  const id = (name) => document.getElementById(name);
  // What a test asks for: when the first picture stood, or why there is none.
  const state = (window.resolid = { ready: null, fault: null });

  async function inflated(name) {
    const text = atob(id(name).textContent);
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  try {
    await view();
  } catch (fault) {
    // The still pictures stand, and say the same.
    document.documentElement.classList.remove("live");
    id("viewer").hidden = true;
    state.fault = String((fault && fault.stack) || fault);
    console.warn("no 3D view:", fault);
  }

  async function view() {
    const description = JSON.parse(id("description").textContent);
    const [code, bytes] = await Promise.all([inflated("three"), inflated("geometry")]);
    const script = document.createElement("script");
    script.textContent = new TextDecoder().decode(code);
    document.head.append(script);

    const shapes = unpacked(description, bytes);
    // Without a graphics card smooth edges cost too much while the part turns: it is drawn coarsely then, and finely at rest.
    const soft = isSoftware();
    const renderer = new THREE.WebGLRenderer({ canvas: id("canvas"), antialias: !soft, alpha: true });
    renderer.autoClear = false;
    const root = document.documentElement;
    root.classList.add("live");
    id("viewer").hidden = false;
    const stage = renderer.domElement.parentElement;

    const scene = new THREE.Scene();
    // Where both lie in one plane, the input is in front.
    const open = !description.closed;
    const input = shape(shapes.input, { colour: [0.89, 0.85, 0.76], back: 1, open });
    const result = shape(shapes.result, { colour: [0.68, 0.78, 0.9], back: 3, open: false });
    const heat = shape(shapes.input, { tints: coloured(shapes.input, description), back: 1, open });
    scene.add(input.group, result.group, heat.group);
    if (!shapes.input.facets.length) id("facets-label").hidden = true;

    const center = new THREE.Vector3(...description.center);
    const radius = description.radius;
    const camera = new THREE.OrthographicCamera(-1, 1, 1, -1, 0, 8 * radius);
    const controls = new THREE.OrbitControls(camera, renderer.domElement);
    controls.zoomToCursor = true;
    const marks = missed();
    let mode = "sides";
    let asked = false;
    let turning = false;
    let sharpness = soft ? 0.6 : 1;
    const dark = matchMedia("(prefers-color-scheme: dark)");

    // Materials. Light comes from over the viewer's shoulder, so nothing is ever black.
    function material({ colour, tints, back, open }) {
      return new THREE.ShaderMaterial({
        uniforms: { colour: { value: new THREE.Vector3(...(colour || [1, 1, 1])) }, opacity: { value: 1 }, size: { value: 3 } },
        defines: tints ? { EACH: "" } : {},
        // The far side of what is closed is never seen, and half of the work.
        side: open ? THREE.DoubleSide : THREE.FrontSide,
        polygonOffset: true,
        polygonOffsetFactor: back,
        polygonOffsetUnits: 4 * back,
        vertexShader: `
          uniform float size;
          varying vec3 shade;
          #ifdef EACH
            attribute vec3 tint;
          #else
            uniform vec3 colour;
          #endif
          void main() {
            vec3 n = normalize(normalMatrix * normal);
            // Cheap on purpose: worked out a corner, since normals are split where edges are.
            float key = abs(dot(n, vec3(0.36, 0.48, 0.80)));
            float fill = abs(dot(n, vec3(-0.70, 0.10, 0.70)));
            // Colours that stand for lengths are shaded little, or they would not be those of the scale.
            #ifdef EACH
              shade = tint * (0.76 + 0.24 * key);
            #else
              shade = colour * (0.42 + 0.52 * key + 0.14 * fill);
            #endif
            gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
            gl_PointSize = size;
          }`,
        fragmentShader: `
          uniform float opacity;
          varying vec3 shade;
          void main() { gl_FragColor = vec4(min(shade, 1.0), opacity); }`,
      });
    }

    function shape(parts, look) {
      const { tints } = look;
      const group = new THREE.Group();
      const geometry = new THREE.BufferGeometry();
      geometry.setAttribute("position", new THREE.BufferAttribute(parts.positions, 3));
      geometry.setAttribute("normal", new THREE.BufferAttribute(parts.normals, 3));
      if (tints) geometry.setAttribute("tint", new THREE.BufferAttribute(tints, 3));
      const fill = material(look);
      let body;
      if (parts.triangles.length) {
        geometry.setIndex(new THREE.BufferAttribute(parts.triangles, 1));
        body = new THREE.Mesh(geometry, fill);
      } else {
        body = new THREE.Points(geometry, fill);
      }
      group.add(body);
      const lines = (ends, opacity) => {
        const own = new THREE.BufferGeometry();
        own.setAttribute("position", geometry.getAttribute("position"));
        own.setIndex(new THREE.BufferAttribute(ends, 1));
        const drawn = new THREE.LineSegments(own, new THREE.LineBasicMaterial({ transparent: opacity < 1, opacity }));
        group.add(drawn);
        return drawn;
      };
      const edges = lines(parts.edges, 1);
      const facets = parts.facets.length ? lines(parts.facets, 0.35) : null;
      if (facets) facets.visible = false;
      return { group, body, fill, edges, facets };
    }

    function missed() {
      const group = new THREE.Group();
      const ball = new THREE.SphereGeometry(0.012 * radius, 16, 12);
      for (const at of description.missed) {
        const mark = new THREE.Mesh(ball, new THREE.MeshBasicMaterial({ color: "#d4237a", depthTest: false, transparent: true, opacity: 0.85 }));
        mark.position.set(...at);
        mark.renderOrder = 9;
        group.add(mark);
      }
      scene.add(group);
      return group;
    }

    // Camera.
    function look(direction, up) {
      const away = new THREE.Vector3(...direction).normalize();
      controls.target.copy(center);
      camera.up.set(...up);
      camera.position.copy(center).addScaledVector(away, -4 * radius);
      camera.zoom = 1;
      camera.updateProjectionMatrix();
      controls.update();
      draw();
    }
    const views = {
      start: () => look(description.view.direction, description.view.up),
      front: () => look([0, 1, 0], [0, 0, 1]),
      right: () => look([-1, 0, 0], [0, 0, 1]),
      top: () => look([0, 0, -1], [0, 1, 0]),
    };
    function frame(width, height) {
      const half = 1.06 * radius;
      const [x, y] = width > height ? [(half * width) / height, half] : [half, (half * height) / width];
      Object.assign(camera, { left: -x, right: x, top: y, bottom: -y });
      camera.updateProjectionMatrix();
    }

    // Drawing, when something has changed.
    function draw() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        drawNow();
      });
    }
    function only(...groups) {
      for (const each of [input, result, heat]) each.group.visible = groups.includes(each);
    }
    function drawNow() {
      const [width, height] = [stage.clientWidth, stage.clientHeight];
      if (!width || !height) return;
      const ratio = Math.min(window.devicePixelRatio, 2) * (turning ? sharpness : soft ? 2 : 1);
      if (renderer.getPixelRatio() !== ratio) renderer.setPixelRatio(ratio);
      const size = renderer.getSize(new THREE.Vector2());
      if (size.x !== width || size.y !== height) renderer.setSize(width, height, false);
      const line = dark.matches ? "#0a0c10" : "#1c2430";
      for (const each of [input, result, heat]) {
        each.edges.visible = id("edges").checked;
        each.edges.material.color.set(line);
        each.fill.uniforms.size.value = 3 * ratio;
        each.fill.uniforms.opacity.value = 1;
        each.fill.transparent = false;
        each.fill.depthWrite = true;
        if (each.facets) {
          each.facets.visible = id("facets").checked;
          each.facets.material.color.set(line);
        }
      }
      renderer.setScissorTest(false);
      renderer.setViewport(0, 0, width, height);
      renderer.clear();
      if (mode === "sides") {
        const half = Math.floor(width / 2);
        frame(half, height);
        renderer.setScissorTest(true);
        for (const [k, each] of [input, result].entries()) {
          only(each);
          renderer.setViewport(k * half, 0, half, height);
          renderer.setScissor(k * half, 0, half, height);
          renderer.render(scene, camera);
        }
        return;
      }
      frame(width, height);
      if (mode === "overlay") {
        const mix = id("mix").value / 100;
        fade(input, 1 - mix);
        only(...(mix < 1 ? [input] : []), ...(mix > 0 ? [result] : []));
      } else {
        only(heat);
      }
      renderer.render(scene, camera);
    }
    function fade(each, opacity) {
      const clear = opacity < 0.999;
      each.fill.transparent = clear;
      each.fill.depthWrite = !clear;
      each.fill.uniforms.opacity.value = opacity;
      each.edges.visible = each.edges.visible && opacity > 0.2;
      each.group.renderOrder = clear ? 1 : 0;
      if (each.facets) each.facets.visible = each.facets.visible && opacity > 0.2;
    }

    function choose(next) {
      mode = next;
      stage.dataset.mode = mode;
      id("tip").hidden = true;
      for (const tab of document.querySelectorAll("[data-mode][role=tab]")) {
        tab.setAttribute("aria-selected", String(tab.dataset.mode === mode));
      }
      for (const part of document.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== mode;
      draw();
    }

    // What lies under the pointer is told where colours stand for lengths.
    const ray = new THREE.Raycaster();
    ray.params.Points.threshold = 0.01 * radius;
    let resting = 0;
    function tell(event) {
      clearTimeout(resting);
      id("tip").hidden = true;
      if (mode !== "deviation" || event.buttons) return;
      const [x, y] = [event.offsetX, event.offsetY];
      resting = setTimeout(() => {
        const at = new THREE.Vector2((2 * x) / stage.clientWidth - 1, 1 - (2 * y) / stage.clientHeight);
        ray.setFromCamera(at, camera);
        const hit = ray.intersectObject(heat.body, false)[0];
        if (!hit) return;
        const value = hit.face ? between(hit) : shapes.input.values[hit.index];
        const digits = Math.max(0, Math.min(9, 2 - Math.floor(Math.log10(description.tolerance))));
        const text = Math.abs(value).toFixed(digits);
        const sign = Number(text) === 0 ? "" : value < 0 ? "−" : "+";
        id("tip").textContent = `${sign}${text} ${description.unit}`;
        Object.assign(id("tip").style, { left: `${x}px`, top: `${y}px` });
        id("tip").hidden = false;
      }, 70);
    }
    function between(hit) {
      const { a, b, c } = hit.face;
      const corner = (v) => new THREE.Vector3().fromArray(shapes.input.positions, 3 * v);
      const [p, q, r] = [corner(a), corner(b), corner(c)];
      const area = (u, v, w) => v.clone().sub(u).cross(w.clone().sub(u)).length();
      const whole = area(p, q, r) || 1;
      const share = [area(hit.point, q, r), area(p, hit.point, r), area(p, q, hit.point)].map((s) => s / whole);
      return [a, b, c].reduce((sum, v, k) => sum + share[k] * shapes.input.values[v], 0);
    }

    // Events.
    for (const tab of document.querySelectorAll("[data-mode][role=tab]")) tab.addEventListener("click", () => choose(tab.dataset.mode));
    for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", views[button.dataset.view]);
    for (const box of ["edges", "facets", "mix"]) id(box).addEventListener("input", draw);
    for (const button of document.querySelectorAll("[data-missed]")) {
      button.addEventListener("click", () => {
        const at = new THREE.Vector3(...description.missed[button.dataset.missed]);
        const away = camera.position.clone().sub(controls.target);
        controls.target.copy(at);
        camera.position.copy(at).add(away);
        camera.zoom = 3;
        camera.updateProjectionMatrix();
        controls.update();
        choose("deviation");
        id("compare").scrollIntoView({ behavior: "smooth" });
      });
    }
    // Where drawing is slow, it is coarser while the part is being turned, and sharp again at rest.
    let last = 0;
    controls.addEventListener("start", () => { turning = true; last = 0; });
    controls.addEventListener("end", () => { turning = false; draw(); });
    controls.addEventListener("change", () => {
      const now = performance.now();
      if (turning && last) {
        const took = now - last;
        if (took > 34 && took < 500) sharpness = Math.max(0.5, sharpness * 0.85);
        else if (took < 18) sharpness = Math.min(1, sharpness * 1.05);
      }
      last = now;
      draw();
    });
    renderer.domElement.addEventListener("pointermove", tell);
    renderer.domElement.addEventListener("pointerleave", () => { clearTimeout(resting); id("tip").hidden = true; });
    new ResizeObserver(draw).observe(stage);
    dark.addEventListener("change", draw);

    choose("sides");
    views.start();
    drawNow();
    renderer.getContext().finish();
    state.ready = performance.now();
    state.took = state.ready - started;
    state.choose = choose;
    // Frames a second over `count` of them, each finished before the next, while the part is turned.
    state.frames = (count) => {
      turning = true;
      const begun = performance.now();
      const pixel = new Uint8Array(4);
      const gl = renderer.getContext();
      for (let k = 0; k < count; k++) {
        const away = camera.position.clone().sub(controls.target).applyAxisAngle(new THREE.Vector3(0, 0, 1), 0.05);
        camera.position.copy(controls.target).add(away);
        camera.lookAt(controls.target);
        drawNow();
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      }
      const rate = (1000 * count) / (performance.now() - begun);
      turning = false;
      draw();
      return rate;
    };
    // How much of the canvas shows something.
    state.covered = () => {
      const gl = renderer.getContext();
      drawNow();
      const [w, h] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
      const pixels = new Uint8Array(4 * w * h);
      gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      let seen = 0;
      for (let k = 3; k < pixels.length; k += 4) seen += pixels[k] > 8 ? 1 : 0;
      return seen / (w * h);
    };
  }

  function isSoftware() {
    const gl = document.createElement("canvas").getContext("webgl2");
    const told = gl && gl.getExtension("WEBGL_debug_renderer_info");
    const name = told ? gl.getParameter(told.UNMASKED_RENDERER_WEBGL) : "";
    return /swiftshader|llvmpipe|software|basic render/i.test(name);
  }

  // The bytes as arrays; see `Packing` for their order.
  function unpacked(description, buffer) {
    const { origin, step, shapes } = description.geometry;
    let at = 0;
    const take = (Kind, count) => {
      const end = at + count * Kind.BYTES_PER_ELEMENT;
      const list = new Kind(buffer.slice(at, end));
      at = end;
      return list;
    };
    const differences = (Kind, count) => {
      const list = take(Kind, count);
      for (let k = 1; k < count; k++) list[k] += list[k - 1];
      return list;
    };
    const found = {};
    let [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
    for (const { name, places, triangles, edges, facets, greatest } of shapes) {
      const positions = new Float32Array(3 * places);
      for (let axis = 0; axis < 3; axis++) {
        const steps = differences(Uint16Array, places);
        for (let k = 0; k < places; k++) {
          const value = origin[axis] + step * steps[k];
          positions[3 * k + axis] = value;
          if (value < low[axis]) low[axis] = value;
          if (value > high[axis]) high[axis] = value;
        }
      }
      const [u, v] = [take(Int8Array, places), take(Int8Array, places)];
      const normals = new Float32Array(3 * places);
      for (let k = 0; k < places; k++) {
        let [x, y] = [u[k] / 127, v[k] / 127];
        const z = 1 - Math.abs(x) - Math.abs(y);
        const fold = Math.max(-z, 0);
        x += x >= 0 ? -fold : fold;
        y += y >= 0 ? -fold : fold;
        const length = Math.hypot(x, y, z) || 1;
        normals.set([x / length, y / length, z / length], 3 * k);
      }
      let values = null;
      if (greatest !== null) values = Float32Array.from(take(Int16Array, places), (s) => (s * greatest) / 32767);
      found[name] = {
        positions, normals, values,
        triangles: differences(Uint32Array, 3 * triangles),
        edges: differences(Uint32Array, 2 * edges),
        facets: differences(Uint32Array, 2 * facets),
      };
    }
    description.center = low.map((value, axis) => (value + high[axis]) / 2);
    description.radius = Math.max(1e-9, Math.hypot(...low.map((value, axis) => high[axis] - value)) / 2);
    return found;
  }

  function coloured(parts, description) {
    const table = description.colours.map((hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16) / 255));
    const tints = new Float32Array(parts.positions.length);
    parts.values.forEach((value, k) => {
      const share = Math.min(1, Math.max(0, (value / description.limit + 1) / 2));
      tints.set(table[Math.round(share * (table.length - 1))], 3 * k);
    });
    return tints;
  }
})();
